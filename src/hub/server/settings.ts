import { z } from 'zod';
import { HUB_TIMINGS } from '#domain/sync/timings.ts';
import { JsonTextSchema } from '#platform/json-setting.ts';
import { LOG_LEVELS } from '#platform/log.ts';

const FlagSchema = z
  .enum(['1', 'true', 'yes', '0', 'false', 'no'])
  .transform((text) => ['1', 'true', 'yes'].includes(text));

/** Up to what a timer can wait. */
const MsSchema = z
  .int()
  .min(1)
  .max(2 ** 31 - 1);

/** Those left out are as usual. */
const TimingsSchema = z.strictObject({
  heartbeatMs: MsSchema.default(HUB_TIMINGS.heartbeatMs),
  deadMs: MsSchema.default(HUB_TIMINGS.deadMs),
  helloMs: MsSchema.default(HUB_TIMINGS.helloMs),
  placeIdleMs: MsSchema.default(HUB_TIMINGS.placeIdleMs),
  waitMs: MsSchema.default(HUB_TIMINGS.waitMs),
});

/** From `--name` on the command line, else from MUSTER_NAME in the environment. */
export const HubSettingsSchema = z.object({
  data: z.string().min(1).default('data').describe('folder that holds everything the hub keeps'),
  host: z
    .string()
    .min(1)
    .default('0.0.0.0')
    .describe('address to listen on; 127.0.0.1 for this machine only'),
  hubPort: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(8080)
    .describe('port to listen on; 0 picks a free one'),
  publicUrl: z
    .url({ protocol: /^https?$/, error: 'must be an address like https://hub.example.edu' })
    .optional()
    .describe('address at which phones and kiosks reach the hub, as it stands in room codes'),
  tls: z
    .enum(['none', 'self-signed'])
    .default('none')
    .describe('self-signed: serve https with a certificate from a small authority made for this hub'),
  tlsCert: z.string().min(1).optional().describe('certificate chain in PEM; with --tls-key'),
  tlsKey: z.string().min(1).optional().describe('private key in PEM; with --tls-cert'),
  trustProxy: FlagSchema.default(false).describe('believe X-Forwarded-* from a proxy in front of the hub'),
  codeStepsBack: z.coerce
    .number()
    .int()
    .min(1)
    .max(3)
    .default(1)
    .describe('how many 5 s steps a room code may be old; 2 for large halls'),
  backups: z
    .string()
    .min(1)
    .optional()
    .describe('folder, on another disk, for verified copies of the database'),
  backupEvery: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_440)
    .default(60)
    .describe('minutes from one backup to the next'),
  badges: FlagSchema.default(false).describe(
    'let administrators print badges that kiosks with a camera take; a photograph of one is as good as the badge',
  ),
  metricsToken: z
    .string()
    .min(16)
    .optional()
    .describe('serve GET /metrics, for Prometheus, to whoever shows this token'),
  readThreads: z.coerce
    .number()
    .int()
    .min(0)
    .max(4)
    .default(1)
    .describe('threads that make reports and lists, so that they hold nobody up; 0: none'),
  demo: FlagSchema.default(false).describe('fill an empty database with a demonstration campus'),
  adminPassword: z
    .string()
    .min(10)
    .optional()
    .describe('password of the first administrator; otherwise one is made up and printed once'),
  syncTimings: JsonTextSchema.pipe(TimingsSchema)
    .optional()
    .describe('of the links to kiosks, in ms, as JSON: {"heartbeatMs":5000,"deadMs":10000,…}'),
  log: z.enum(LOG_LEVELS).default('info').describe('how much is logged'),
});
export type HubSettings = z.infer<typeof HubSettingsSchema>;

/** What a program's `--help` prints. */
export function settingsHelp(): string {
  const lines = Object.entries(HubSettingsSchema.shape).map(([key, schema]) => {
    const flag = `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    const standard = schema.safeParse(undefined);
    const value = standard.success && standard.data !== undefined ? ` (${String(standard.data)})` : '';
    return `  ${flag.padEnd(18)} ${schema.description ?? ''}${value}`;
  });
  const usage = 'Usage: node src/hub/server/index.ts [--name=value]...';
  return `${usage}\n\nEach may also be set as MUSTER_NAME in the environment, such as MUSTER_HUB_PORT.\n\n${lines.join('\n')}\n`;
}
