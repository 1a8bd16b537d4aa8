import { type App, type Input, Menu, type Session, type WebContents } from 'electron';
import { isCamera } from './is-camera.ts';
import { SCREEN_ORIGIN } from './screen-protocol.ts';

/** Whether a page may be shown in the kiosk's window: its own screen, or the development server that was named. */
export function mayShow(url: string, devServer: string | undefined): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host, origin } = new URL(url);
  if (`${protocol}//${host}` === SCREEN_ORIGIN) return true;
  return devServer !== undefined && origin === new URL(devServer).origin;
}

/** Every page in this app, now and later, stays where it is: no other address, no new window, no embedded page. */
export function lockPages(app: App, devServer: string | undefined): void {
  Menu.setApplicationMenu(null);
  app.on('web-contents-created', (_event, contents) => lockPage(contents, devServer));
}

function lockPage(contents: WebContents, devServer: string | undefined): void {
  contents.on('will-navigate', (event, url) => {
    if (!mayShow(url, devServer)) event.preventDefault();
  });
  contents.on('will-redirect', (event, url) => {
    if (!mayShow(url, devServer)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** The screen gets the camera, which reads passes, and nothing else that a browser would ask the user for. */
export function allowOnlyCamera(session: Session, devServer: string | undefined): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const kinds = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    answer(isCamera(permission, kinds) && mayShow(details.requestingUrl, devServer));
  });
  session.setPermissionCheckHandler(
    (_contents, permission, origin, details) =>
      isCamera(permission, [details.mediaType ?? 'unknown']) && mayShow(origin, devServer),
  );
  session.setDevicePermissionHandler(() => false);
}

/**
 * A card reader that types is a keyboard, so whoever reaches the cable can type anything: shortcuts that would leave the
 * screen never reach it.
 */
export function lockKeys(contents: WebContents): void {
  contents.on('before-input-event', (event, input) => {
    if (isShortcut(input)) event.preventDefault();
  });
}

export function isShortcut(input: Pick<Input, 'key' | 'control' | 'alt' | 'meta'>): boolean {
  return input.control || input.alt || input.meta || /^F\d{1,2}$/.test(input.key);
}
