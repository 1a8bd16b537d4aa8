import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type SimulatorFacts, SimulatorFactsSchema } from '#contracts/process-messages.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { KIOSK_TIMINGS } from '#domain/sync/timings.ts';
import { JsonTextSchema } from '#platform/json-setting.ts';
import { LOG_LEVELS } from '#platform/log.ts';
import { readSettings, type SettingsSource } from '#platform/settings.ts';
import { parseReadersConfig, type ReadersConfig, USUAL_READERS } from './devices/reader-config.ts';

/** Up to what a timer can wait. */
const MsSchema = z
  .int()
  .min(1)
  .max(2 ** 31 - 1);

const USUAL = KIOSK_TIMINGS;
const BackOffSchema = z.strictObject({ firstMs: MsSchema, capMs: MsSchema });

/** Those left out are as usual. */
const TimingsSchema = z.strictObject({
  handshakeMs: MsSchema.default(USUAL.handshakeMs),
  backOff: BackOffSchema.default(USUAL.backOff),
  healthyAfterMs: MsSchema.default(USUAL.healthyAfterMs),
  stallMs: MsSchema.default(USUAL.stallMs),
  refusedRetryMs: MsSchema.default(USUAL.refusedRetryMs),
  newEpochEveryMs: MsSchema.default(USUAL.newEpochEveryMs),
  renewMs: MsSchema.default(USUAL.renewMs),
});

const SettingsSchema = z.object({
  /** Folder for everything the kiosk keeps. */
  data: z.string().min(1).default('data'),
  /** Address of the hub, offered at enrolment. */
  hub: z.url({ protocol: /^https?$/ }).optional(),
  enrolCode: z.string().max(40).optional(),
  kioskPort: z.coerce.number().int().min(0).max(65_535).default(8090),
  /** Who shows the screen: a browser on this machine, or the process that started this one. */
  screen: z.enum(['browser', 'parent']).default('browser'),
  screenFolder: z.string().optional(),
  simulate: z.enum(['0', '1']).default('0'),
  simulatorFacts: JsonTextSchema.pipe(SimulatorFactsSchema).optional(),
  readers: z.string().optional(),
  /** Two months cover a hub that is put back from a copy found late; the screens need two days. */
  keepDays: z.coerce.number().int().min(2).max(3_650).default(60),
  /** For a network like no other, and for tests that can't wait. */
  syncTimings: JsonTextSchema.pipe(TimingsSchema).optional(),
  log: z.enum(LOG_LEVELS).default('info'),
});

export type Settings = Omit<z.infer<typeof SettingsSchema>, 'readers' | 'simulate' | 'simulatorFacts'> & {
  /** The kiosk's own folder within `data`. */
  readonly folder: string;
  readonly readers: ReadersConfig;
  /** They stand in the settings or in kiosk.json, and are no affair of the panel's. */
  readonly readersAreGiven: boolean;
  /** What the simulator panel offers; null on a kiosk at work. */
  readonly simulator: SimulatorFacts | null;
};

export const USAGE = `Usage: node src/kiosk/engine/index.ts [settings]

  --data=FOLDER           MUSTER_DATA          where the kiosk keeps everything (data)
  --hub=URL               MUSTER_HUB           the hub's address, for enrolment
  --enrol-code=CODE       MUSTER_ENROL_CODE    enrols at that hub at the first start, or again after it was
                                               revoked: number, ledger and readers stay as they are
  --kiosk-port=PORT       MUSTER_KIOSK_PORT    of the screen's page on 127.0.0.1 (8090; 0: any)
  --screen=browser|parent MUSTER_SCREEN        who shows the screen
  --screen-folder=FOLDER  MUSTER_SCREEN_FOLDER the built page, if not out/screen
  --readers=JSON          MUSTER_READERS       e.g. [{"kind":"rdm6300","path":"/dev/serial/by-id/…","name":"Door"}];
                                               else "readers" in FOLDER/kiosk/kiosk.json, else what was set at the
                                               kiosk's panel (readers.json there), else one that types
  --simulate              MUSTER_SIMULATE=1    adds a simulated reader and its panel
  --sync-timings=JSON     MUSTER_SYNC_TIMINGS  of the link to the hub, ms: {"backOff":{"firstMs":500,"capMs":15000},…}
  --keep-days=DAYS        MUSTER_KEEP_DAYS     how long what is in the hub's verified backups stays here too (60)
  --log=LEVEL             MUSTER_LOG           ${LOG_LEVELS.join(', ')} (info)
`;

/** The engine's settings; the failure is words for whoever started it. */
export function readEngineSettings(source: SettingsSource): Result<Settings, string> {
  const read = readSettings(SettingsSchema, source);
  if (!read.ok) return read;
  const { readers: readersText, simulate, simulatorFacts, ...rest } = read.value;
  const folder = join(rest.data, 'kiosk');
  const readers = readersFrom(readersText ?? fileContent(join(folder, 'kiosk.json')), simulate === '1');
  if (!readers.ok) return readers;
  const simulator = simulate === '1' ? simulatorFrom(simulatorFacts, folder) : ok(null);
  if (!simulator.ok) return simulator;
  return ok({ ...rest, folder, ...readers.value, simulator: simulator.value });
}

const KioskFileSchema = z.object({ readers: z.unknown().optional() });

type Named = Pick<Settings, 'readers' | 'readersAreGiven'>;

function readersFrom(text: string | undefined, simulate: boolean): Result<Named, string> {
  const named = text === undefined ? undefined : readersIn(text);
  const configured = named === undefined ? ok(USUAL_READERS) : parseReadersConfig(named);
  if (!configured.ok) return err(`readers: ${configured.error}`);
  const isSimulated = !simulate || configured.value.some(({ kind }) => kind === 'simulated');
  const readers = isSimulated ? configured : parseReadersConfig([...configured.value, { kind: 'simulated' }]);
  return readers.ok ? ok({ readers: readers.value, readersAreGiven: named !== undefined }) : readers;
}

/** A list as it stands in the setting, or the `readers` of a kiosk.json; undefined: it names none. */
function readersIn(text: string): unknown {
  const parsed = JsonTextSchema.safeParse(text);
  const file = KioskFileSchema.safeParse(parsed.data);
  if (!parsed.success) return 'is not JSON';
  return Array.isArray(parsed.data) || !file.success ? parsed.data : file.data.readers;
}

function simulatorFrom(given: SimulatorFacts | undefined, folder: string): Result<SimulatorFacts, string> {
  if (given !== undefined) return ok(given);
  const text = fileContent(join(folder, 'simulator.json'));
  if (text === undefined) return ok({ cards: [], pins: [] });
  const facts = JsonTextSchema.pipe(SimulatorFactsSchema).safeParse(text);
  return facts.success ? ok(facts.data) : err(`simulator.json: ${z.prettifyError(facts.error)}`);
}

function fileContent(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
