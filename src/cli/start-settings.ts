import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { err, ok, type Result } from '#domain/result.ts';

export const START_HELP = `Starts a hub with a demo campus, one kiosk with simulated readers, and the kiosk's display.

  npm start                                  everything on this machine
  npm start -- --tls=self-signed             reachable by phones in the same network, over https
  npm start -- --tls-cert=F --tls-key=F      the same with your own certificate
  npm start -- --display=none                print the display's address instead of opening it

  --data=FOLDER   where everything is kept (MUSTER_DATA; ./data)
  --port=N        the hub's port (MUSTER_HUB_PORT; 8080)
  --display=auto|none
`;

const SettingsSchema = z.object({
  data: z.string().min(1),
  port: z.coerce.number().int().min(1).max(65_535),
  display: z.enum(['auto', 'none']),
  tls: z.literal('self-signed').optional(),
  'tls-cert': z.string().min(1).optional(),
  'tls-key': z.string().min(1).optional(),
});

export type StartSettings = {
  readonly dataFolder: string;
  readonly port: number;
  readonly display: 'auto' | 'none';
  /** Passed on to the hub as they are. */
  readonly hubArgs: readonly string[];
  readonly hubEnv: Readonly<Record<string, string>>;
};

/** This machine's first address in a local network, for phones; undefined without one. */
function lanAddress(): string | undefined {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return all.find((address) => address.family === 'IPv4' && !address.internal)?.address;
}

function forHub(given: z.infer<typeof SettingsSchema>): Pick<StartSettings, 'hubArgs' | 'hubEnv'> {
  const flags = (['tls', 'tls-cert', 'tls-key'] as const).flatMap((name) => {
    const value = given[name];
    return value === undefined ? [] : [`--${name}=${value}`];
  });
  const port = { MUSTER_HUB_PORT: String(given.port) };
  const isForPhones = flags.length > 0;
  // One name everywhere: a browser keeps a phone's key by the address it was made at.
  const usual = isForPhones ? `https://${lanAddress() ?? 'localhost'}` : 'http://localhost';
  const publicUrl = process.env['MUSTER_PUBLIC_URL'] ?? `${usual}:${given.port}`;
  const host = isForPhones ? '0.0.0.0' : '127.0.0.1';
  return { hubArgs: flags, hubEnv: { MUSTER_HOST: host, MUSTER_PUBLIC_URL: publicUrl, ...port } };
}

/** Reads the command line of `npm start`; an error says what is wrong and what may stand there. */
export function startSettings(argv: readonly string[]): Result<StartSettings | 'help', string> {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        help: { type: 'boolean', short: 'h' },
        data: { type: 'string', default: process.env['MUSTER_DATA'] ?? join(process.cwd(), 'data') },
        port: { type: 'string', default: process.env['MUSTER_HUB_PORT'] ?? '8080' },
        display: { type: 'string', default: 'auto' },
        tls: { type: 'string' },
        'tls-cert': { type: 'string' },
        'tls-key': { type: 'string' },
      },
    });
    if (values.help === true) return ok('help');
    const given = SettingsSchema.safeParse(values);
    if (!given.success) return err(z.prettifyError(given.error));
    return ok({
      dataFolder: given.data.data,
      port: given.data.port,
      display: given.data.display,
      ...forHub(given.data),
    });
  } catch (error) {
    return err(error instanceof Error ? error.message : String(error));
  }
}
