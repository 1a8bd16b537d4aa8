/** Whether the machine has any camera. Needs no permission. */
export async function hasCamera(): Promise<boolean> {
  return (await cameras()).length > 0;
}

/** Which camera to open: the one with this in its name if there is one, else the browser's own choice. */
export async function constraintsFor(device: string | null): Promise<MediaTrackConstraints> {
  if (device === null) return {};
  // Names are told only to a page that may use cameras; the kiosk's hosts see to that before the first one is opened.
  const wanted = (await cameras()).find(({ label }) => label.toLowerCase().includes(device.toLowerCase()));
  return wanted === undefined ? {} : { deviceId: { exact: wanted.deviceId } };
}

async function cameras(): Promise<readonly MediaDeviceInfo[]> {
  try {
    return (await navigator.mediaDevices.enumerateDevices()).filter(({ kind }) => kind === 'videoinput');
  } catch {
    return [];
  }
}
