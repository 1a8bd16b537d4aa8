/** Whether it is the camera alone that is asked for: a request for the microphone as well gets neither. */
export function isCamera(permission: string, mediaKinds: readonly string[]): boolean {
  return permission === 'media' && mediaKinds.length > 0 && mediaKinds.every((kind) => kind === 'video');
}
