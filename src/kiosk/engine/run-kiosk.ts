import process from 'node:process';
import { z } from 'zod';
import { err, ok, type Result } from '#domain/result.ts';
import { Clock } from '#platform/clock.ts';
import type { KeyStore } from '#platform/keys.ts';
import type { Log } from '#platform/log.ts';
import { migrationsFolder } from '#platform/migrations-folder.ts';
import type { EngineHost } from './engine-host.ts';
import { appVersion, builtScreen } from './installed.ts';
import { Kiosk } from './kiosk.ts';
import { startBrowserHost } from './link/browser-host.ts';
import { DrawTimes } from './link/draw-times.ts';
import { type ParentPort, serveParentPort } from './link/parent-port.ts';
import { Screens } from './link/screens.ts';
import type { Settings } from './settings.ts';
import { startSync } from './sync/start-sync.ts';

/** Given up when the disk is full: room for weeks of touches until somebody has looked after it. */
const BALLAST_BYTES = 64 * 2 ** 20;

/** Long enough for the last state to be drawn, so that people see why before the screen says "one moment". */
const RESTART_AFTER_MS = 2_000;

/** By convention: what failed may work when it is tried again. */
const EXIT_RESTART = 75;

const DEFAULT_HUB = 'http://localhost:8080';

const StopSchema = z.object({ type: z.literal('stop') });

/** Runs one kiosk in this process until it is told to stop. The failure is words for whoever started it. */
export async function runKiosk(
  settings: Settings,
  keys: KeyStore,
  log: Log,
  parent: ParentPort | undefined,
): Promise<Result<void, string>> {
  const drawTimes = new DrawTimes();
  const screens = new Screens({
    onCommand: (command, refuse) => void kiosk.command(command, refuse),
    onDrawn: (answerId, at) => drawTimes.drawn(answerId, at),
  });
  const leave = (code: number) => void end(code);
  const host = engineHost(settings, { keys, log, screens, drawTimes, leave });
  const { hub = DEFAULT_HUB, enrolCode } = settings;
  const kiosk = new Kiosk({ host, hubUrl: hub, enrolCode });

  const link = await openLink(settings, screens, drawTimes, parent);
  if (!link.ok) return link;
  kiosk.start();
  let ending = false;
  async function end(code: number): Promise<void> {
    if (ending) return;
    ending = true;
    log.info('kiosk stopping', { code });
    screens.flush();
    // No command may come in any more once the ledger is closed.
    if (link.ok) await link.value.close();
    await kiosk.stop();
    process.exit(code);
  }
  leaveWhenAsked(parent, () => leave(0));
  return ok(undefined);
}

type Around = {
  readonly keys: KeyStore;
  readonly log: Log;
  readonly screens: Screens;
  readonly drawTimes: DrawTimes;
  readonly leave: (code: number) => void;
};

function engineHost(settings: Settings, { keys, log, screens, drawTimes, leave }: Around): EngineHost {
  return {
    folder: settings.folder,
    migrations: migrationsFolder(import.meta.dirname, 'kiosk'),
    app: appVersion(import.meta.dirname),
    makeClock: (onStep) => new Clock({ onStep }),
    keys,
    readers: settings.readers,
    readersAreGiven: settings.readersAreGiven,
    simulator: settings.simulator,
    ballastBytes: BALLAST_BYTES,
    keepDays: settings.keepDays,
    show: (state) => screens.show(state),
    drawTimes,
    alarm: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    onRestartWanted: () => void setTimeout(() => leave(EXIT_RESTART), RESTART_AFTER_MS),
    startSync: (parts) => startSync(parts, settings.syncTimings),
    log,
  };
}

type Link = { close(): Promise<void> };

/** Where the screen comes in: from the shell over its channel, or from a browser over 127.0.0.1. */
async function openLink(
  { screen, kioskPort, screenFolder }: Settings,
  screens: Screens,
  drawTimes: DrawTimes,
  parent: ParentPort | undefined,
): Promise<Result<Link, string>> {
  if (screen === 'parent') {
    if (parent === undefined) return err('--screen=parent needs a parent process to talk to.');
    const close = serveParentPort(screens, parent);
    return ok({ close: () => Promise.resolve(close()) });
  }
  const host = await startBrowserHost({
    screens,
    folder: screenFolder ?? builtScreen(import.meta.dirname) ?? 'out/screen',
    port: kioskPort,
    stats: () => drawTimes.stats(),
    onAddress: (url) => {
      if (parent === undefined) process.stdout.write(`Muster kiosk: ${url}\n`);
      else parent.post({ type: 'address', url });
    },
  });
  if (host.ok) return host;
  const { port } = host.error;
  return err(
    `port ${port} is taken, perhaps by another kiosk. End that, or choose another with --kiosk-port.`,
  );
}

function leaveWhenAsked(parent: ParentPort | undefined, leave: () => void): void {
  process.on('SIGTERM', leave);
  process.on('SIGINT', leave);
  // The process that started this one has died.
  process.on('disconnect', leave);
  parent?.listen((message) => {
    if (StopSchema.safeParse(message).success) leave();
  });
}
