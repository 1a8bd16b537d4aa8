import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export type Env = Readonly<Record<string, string | undefined>>;

/** What shows the screen: the kiosk's own shell, a browser, or nothing, and the address is printed. */
export type Display =
  | { readonly kind: 'electron'; readonly command: readonly string[] }
  | { readonly kind: 'chromium'; readonly program: string }
  | { readonly kind: 'none' };

export type DisplayWish = 'auto' | 'electron' | 'browser' | 'none';

// Electron's binary is downloaded when it is first asked for, and where it can't be had that must not keep the kiosk waiting.
const PROBE_MS = 10_000;

const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'msedge'];

export type DisplaySearch = {
  readonly wish: DisplayWish;
  readonly env: Env;
  readonly platform: NodeJS.Platform;
  /** The project's. */
  readonly folder: string;
  /** Chromium's sandbox refuses to run as root, in a browser as in Electron. */
  readonly asRoot: boolean;
};

/** The best there is on this machine. */
export function findDisplay(search: DisplaySearch): Display {
  const { wish, env, platform } = search;
  if (wish === 'none' || !hasScreen(env, platform)) return { kind: 'none' };
  const electron = wish === 'browser' ? undefined : findElectron(search);
  if (electron !== undefined) return { kind: 'electron', command: electron };
  const program = wish === 'electron' ? undefined : findBrowser(env);
  return program === undefined ? { kind: 'none' } : { kind: 'chromium', program };
}

function hasScreen(env: Env, platform: NodeJS.Platform): boolean {
  if (platform !== 'linux') return true;
  return (env['DISPLAY'] ?? '') !== '' || (env['WAYLAND_DISPLAY'] ?? '') !== '';
}

function findElectron({ env, folder, asRoot }: DisplaySearch): readonly string[] | undefined {
  const cli = join(folder, 'node_modules', 'electron', 'cli.js');
  if (!existsSync(cli) || !existsSync(join(folder, 'out', 'main', 'index.js'))) return undefined;
  const sandbox = asRoot ? ['--no-sandbox'] : [];
  const probe = spawnSync(process.execPath, [cli, ...sandbox, '--version'], {
    env: { ...env },
    timeout: PROBE_MS,
    killSignal: 'SIGKILL',
    stdio: 'ignore',
  });
  return probe.status === 0 ? [process.execPath, cli, ...sandbox, folder] : undefined;
}

function findBrowser(env: Env): string | undefined {
  const named = env['MUSTER_CHROMIUM'];
  if (named !== undefined) return existsSync(named) ? named : undefined;
  const folders = (env['PATH'] ?? '').split(delimiter);
  const candidates = BROWSERS.flatMap((name) => folders.map((folder) => join(folder, name)));
  return candidates.find((path) => existsSync(path));
}

/** How a browser is told to be a kiosk: one page over the whole screen, and nothing that asks or offers anything. */
export function kioskArguments(address: string, profileFolder: string, asRoot: boolean): string[] {
  return [
    '--kiosk',
    `--user-data-dir=${profileFolder}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--noerrdialogs',
    '--disable-session-crashed-bubble',
    '--disable-pinch',
    '--overscroll-history-navigation=0',
    '--disable-features=Translate',
    '--password-store=basic',
    // Accepted and refused have a sound each, before anybody has touched the screen.
    '--autoplay-policy=no-user-gesture-required',
    // Nobody is there to answer a question. The screen's own headers let it have the camera and never the microphone.
    '--auto-accept-camera-and-microphone-capture',
    ...(asRoot ? ['--no-sandbox'] : []),
    address,
  ];
}
