/** Where Linux shows its devices. */
export type LinuxRoots = { readonly sys: string; readonly dev: string };

export const LINUX_ROOTS: LinuxRoots = { sys: '/sys', dev: '/dev' };
