import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { type ElectronApplication, _electron as electron, type Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EpochMs } from '#domain/ids.ts';
import { passHead, passText } from '#domain/pass/pass.ts';
import { CAMPUS, OKAFOR, OKAFORS_PIN, occurrence } from '../kiosk/engine/rig/campus.ts';
import { enrolledFolder } from '../kiosk/engine/rig/kiosk-process.ts';
import { makeClip } from '../student/support/clip.ts';
import { launchChromium } from '../support/chromium.ts';

// The real shell in a real Electron: the one named by ELECTRON_OVERRIDE_DIST_PATH, or the package's own where its download worked.
// The engine runs under this Node, so that an Electron whose Node-API is older than the database's will do as well.

const folder = join(import.meta.dirname, '../..');
const packaged = join(folder, 'node_modules/electron/dist/electron');
const named = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
const executablePath = named === undefined ? packaged : join(named, 'electron');
const hasDisplay = process.env['DISPLAY'] !== undefined || existsSync('/usr/bin/Xvfb');
const canRun = existsSync(executablePath) && hasDisplay && process.platform === 'linux';
if (!canRun) {
  process.stderr.write(
    'skipped: the shell needs an Electron (ELECTRON_OVERRIDE_DIST_PATH, or `node node_modules/electron/install.js`) and a display or Xvfb.\n',
  );
}

let app: ElectronApplication;
let page: Page;
let xvfb: ChildProcess | undefined;
let data: string;

/** A display of the test's own, where there is none. */
async function display(): Promise<string> {
  if (process.env['DISPLAY'] !== undefined) return process.env['DISPLAY'];
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x720x24'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  xvfb = server;
  const number = await new Promise((resolve, reject) => {
    server.stdio[3]?.once('data', resolve);
    server.once('exit', () => reject(new Error('Xvfb could not be started')));
  });
  return `:${String(number).trim()}`;
}

function enginePid(): number {
  const shell = app.process().pid ?? 0;
  const children = readFileSync(`/proc/${shell}/task/${shell}/children`, 'utf8')
    .trim()
    .split(' ')
    .map(Number);
  const engine = children.find((pid) =>
    readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('kiosk/engine'),
  );
  if (engine === undefined) throw new Error('no engine is running');
  return engine;
}

describe.runIf(canRun)('the kiosk’s shell', () => {
  beforeAll(async () => {
    const builder = join(folder, 'node_modules/electron-vite/bin/electron-vite.js');
    const built = spawnSync(process.execPath, [builder, 'build'], {
      cwd: folder,
      encoding: 'utf8',
      timeout: 90_000,
    });
    if (built.status !== 0) throw new Error(built.stderr);
    const startsAt = (Date.now() - 60_000) as EpochMs;
    const endsAt = (startsAt + 3_600_000) as EpochMs;
    data = mkdtempSync(join(tmpdir(), 'muster-shell-'));
    enrolledFolder({ ...CAMPUS, occurrences: [occurrence(1, { startsAt, endsAt })] }, data);
    const clip = join(data, 'camera.mjpeg');
    const darkroom = await launchChromium();
    // A pass that nobody here has signed.
    const head = passHead({ kind: 'ed25519', passId: '0123456789', step: 1 });
    await makeClip(darkroom, clip, [{ text: passText(head, new Uint8Array(64)), frames: 10 }]);
    await darkroom.close();
    app = await electron.launch({
      executablePath,
      // Without a graphics card Chromium's GPU process dies now and then, and the window with it stays empty.
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--use-fake-device-for-media-stream',
        `--use-file-for-fake-video-capture=${clip}`,
        `--user-data-dir=${data}/shell`,
        folder,
      ],
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: process.env['HOME'] ?? '',
        DISPLAY: await display(),
        MUSTER_DATA: data,
        MUSTER_SIMULATE: '1',
        MUSTER_READERS: JSON.stringify([{ kind: 'simulated' }, { kind: 'camera' }]),
        MUSTER_LOG: 'warn',
        MUSTER_ENGINE_NODE: process.execPath,
        MUSTER_ENGINE_ENTRY: join(folder, 'src/kiosk/engine/index.ts'),
      },
    });
    page = await app.firstWindow();
  });

  afterAll(async () => {
    await app?.close();
    xvfb?.kill();
    rmSync(data, { recursive: true, force: true });
  });

  it('shows the room’s day, told by the engine over its own channel', async () => {
    await page.getByText('Linear Algebra II').first().waitFor();
    expect(page.url()).toBe('muster://screen/index.html');
  });

  it('gives the page two functions and nothing of Node or Electron', async () => {
    const seen = await page.evaluate(() => {
      const { muster, ...rest } = window as unknown as Record<string, unknown>;
      return {
        muster: Object.keys(muster as object),
        has: ['require', 'process', 'electron'].filter((name) => name in rest),
      };
    });
    expect(seen).toEqual({ muster: ['send', 'onMessage'], has: [] });
  });

  it('is held by its content policy to code of its own', async () => {
    const ran = await page.evaluate(async () => {
      const script = document.createElement('script');
      script.textContent = 'window.injected = true';
      document.head.append(script);
      const fetched = await fetch('https://example.com/').then(
        () => true,
        () => false,
      );
      return { injected: 'injected' in window, fetched };
    });
    expect(ran).toEqual({ injected: false, fetched: false });
  });

  it('reads no file outside the page', async () => {
    const statuses = await page.evaluate(async () => {
      const paths = ['/../main/index.js', '/..%2f..%2fpackage.json', '/index.html'];
      return await Promise.all(paths.map(async (path) => (await fetch(`muster://screen${path}`)).status));
    });
    expect(statuses).toEqual([404, 404, 200]);
  });

  it('is given the camera, and refused all else that a browser would ask a person for', async () => {
    const granted = await page.evaluate(async () => {
      const asked = async (wanted: MediaStreamConstraints): Promise<boolean> =>
        await navigator.mediaDevices.getUserMedia(wanted).then(
          (stream) => {
            for (const track of stream.getTracks()) track.stop();
            return true;
          },
          () => false,
        );
      return {
        camera: await asked({ video: true }),
        microphone: await asked({ audio: true }),
        both: await asked({ audio: true, video: true }),
        notify: await Notification.requestPermission(),
      };
    });
    expect(granted).toEqual({ camera: true, microphone: false, both: false, notify: 'denied' });
  });

  it('reads with the camera what is held to it, while the doors are open', async () => {
    await page.getByText('Camera on').waitFor();
    await page.getByText('Pass not known').waitFor();
  });

  it('carries a teacher’s PIN to the engine and the open class back', async () => {
    await page.evaluate(
      ({ personId, pin, sessionId }) => {
        const { muster } = window as unknown as { muster: { send(message: unknown): void } };
        muster.send({ type: 'command', id: 1, command: { type: 'start-unlock', sessionId } });
        muster.send({ type: 'command', id: 2, command: { type: 'enter-pin', personId, pin } });
      },
      { personId: OKAFOR.id, pin: OKAFORS_PIN, sessionId: occurrence(1).sessionId },
    );
    await page.getByText('of 2', { exact: true }).waitFor();
  });

  it('says one moment when the engine dies, and shows the same class again', async () => {
    const before = enginePid();
    process.kill(before, 'SIGKILL');
    await page
      .getByText(/one moment/i)
      .first()
      .waitFor();
    await page.getByText('of 2', { exact: true }).waitFor();
    expect(enginePid()).not.toBe(before);
  });

  // After everything that looks at the page: Playwright waits for ever for a navigation that was refused.
  it('goes nowhere else and opens no other window', async () => {
    await page.evaluate(() => {
      window.open('https://example.com/');
      location.href = 'https://example.com/';
    });
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
    expect(page.url()).toBe('muster://screen/index.html');
    expect(app.windows()).toHaveLength(1);
  });

  it('takes the engine along when it is closed', async () => {
    const engine = enginePid();
    await app.close();
    expect(existsSync(`/proc/${engine}`)).toBe(false);
  });
});
