import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { FromEngineSchema } from '#contracts/engine-link/from-engine.ts';
import { type ScreenCommand, ToEngineSchema } from '#contracts/engine-link/screen-command.ts';
import { Clock } from '#platform/clock.ts';
import { KeyStore } from '#platform/keys.ts';
import { createLog } from '#platform/log.ts';
import { assembleEngine } from '../../../src/kiosk/engine/assemble-engine.ts';
import { ReadersConfigSchema } from '../../../src/kiosk/engine/devices/reader-config.ts';
import type { SyncParts } from '../../../src/kiosk/engine/engine-host.ts';
import { DrawTimes } from '../../../src/kiosk/engine/link/draw-times.ts';
import { Screens } from '../../../src/kiosk/engine/link/screens.ts';
import type { RunningEngine } from '../../../src/kiosk/engine/running-engine.ts';
import {
  ADAMS,
  ADAMS_PIN,
  at,
  bundleOf,
  CAMPUS,
  ENROLMENT,
  MIGRATIONS,
  OKAFORS_PIN,
} from '../../kiosk/engine/rig/campus.ts';
import type { Campaign } from '../campaign.ts';
import type { Random } from '../sim/random.ts';
import { playCases, type Stage } from './support/play-cases.ts';
import { spoiledText, spoiledValue } from './support/spoil.ts';
import { valueOfSchema } from './support/value-of-schema.ts';

/** What a screen says to its kiosk, by the book and not, while a class is on: the whole engine over its real files. */
export const screenCampaign: Campaign = {
  name: 'hostile-screen',
  title: 'Hostile commands from the screen',
  unit: 'messages',
  perTest: 10_000,
  atGate: 100_000,
  chunk: 20_000,
  run: (from, count) => playCases({ name: 'hostile-screen', group: 2_000, open: openStage }, from, count),
};

async function openStage(): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'muster-hostile-'));
  const keys = KeyStore.open({ path: join(folder, 'keys.json') });
  if (!keys.ok) throw new Error(keys.error.text);
  const time = { now: at('9:01') as number };
  const wrong: string[] = [];
  const pending: Promise<void>[] = [];
  let sync: SyncParts | undefined;
  const screens = new Screens({
    onCommand: (command, refuse) => pending.push(engine.command(command, refuse)),
    onDrawn: () => undefined,
  });
  const heard: string[] = [];
  const screen = screens.join({ send: (text) => heard.push(text) });
  const started = assembleEngine(
    {
      ...{ folder, migrations: MIGRATIONS, app: 'test', keys: keys.value, ballastBytes: 0, keepDays: 60 },
      makeClock: (onStep) => new Clock({ sources: sourcesOf(time), onStep }),
      readers: ReadersConfigSchema.parse([
        { kind: 'simulated', id: 'door', name: 'Door' },
        { kind: 'wedge', id: 'desk', name: 'Desk' },
      ]),
      // So that the panel's keeper can set them.
      readersAreGiven: false,
      findDevices: () => Promise.resolve([]),
      simulator: { cards: [], pins: [] },
      show: (state) => screens.show(state),
      drawTimes: new DrawTimes(),
      alarm: () => () => undefined,
      onRestartWanted: () => wrong.push('a restart is wanted'),
      startSync: (parts) => {
        sync = parts;
        return { wake: () => undefined, stop: () => undefined };
      },
      log: createLog({ level: 'error', write: (line) => wrong.push(line) }),
    },
    ENROLMENT,
  );
  if (!started.ok) throw new Error(started.error.text);
  const engine = started.value;
  const { manifest, texts } = bundleOf(CAMPUS, 1);
  sync?.directory.applyDocuments(manifest, texts);
  sync?.onDirectory();
  return {
    async play(random) {
      time.now += random.oneOf([10, 500, 20_000]);
      // By chance alone nobody ever gets past its PIN.
      if (random.chance(0.02)) await openPanel(engine, random);
      screen.receive(messageOf(random));
      await Promise.all(pending.splice(0));
      await setImmediate();
      for (const text of heard.splice(0)) FromEngineSchema.parse(JSON.parse(text));
      if (wrong[0] !== undefined) throw new Error(wrong.splice(0).join(' '));
    },
    async close() {
      await engine.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function openPanel(engine: RunningEngine, random: Random): Promise<void> {
  const does = (command: ScreenCommand) => engine.command(command, () => undefined);
  await does({ type: 'panel', command: { type: 'open' } });
  await does({ type: 'enter-pin', personId: ADAMS.id, pin: ADAMS_PIN });
  const page = random.oneOf(['cards', 'fingers', 'devices', 'profiles', null] as const);
  await does({ type: 'panel', command: { type: 'go', page } });
}

function sourcesOf(time: { readonly now: number }) {
  const mono = () => time.now - at('8:00');
  return { bootId: 'boot', uptimeMs: mono, wallMs: () => time.now, monoMs: mono };
}

function messageOf(random: Random): unknown {
  const made = valueOfSchema(ToEngineSchema, random) as { readonly command?: ScreenCommand };
  const good =
    random.chance(0.6) && made.command !== undefined
      ? { ...made, command: atHome(made.command, random) }
      : made;
  switch (random.whole(0, 3)) {
    case 0:
      return JSON.stringify(good);
    case 1:
      // Over Electron's port a message comes as a value.
      return spoiledValue(good, random);
    case 2:
      return spoiledText(JSON.stringify(good), random);
    default:
      return good;
  }
}

/** About people and classes that are there, so that it leads further than to "nobody knows this". */
function atHome(command: ScreenCommand, random: Random): ScreenCommand {
  const people = [...CAMPUS.cardholders, ADAMS].map(({ id }) => id);
  const cards = CAMPUS.cardholders.map(({ card }) => card);
  return {
    ...command,
    ...('personId' in command ? { personId: random.oneOf(people) } : {}),
    ...('sessionId' in command ? { sessionId: random.oneOf(CAMPUS.occurrences).sessionId } : {}),
    ...('number' in command ? { number: random.oneOf(cards) } : {}),
    ...('pin' in command ? { pin: random.oneOf([OKAFORS_PIN, ADAMS_PIN, '000000']) } : {}),
  } as ScreenCommand;
}
