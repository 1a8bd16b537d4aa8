import { z } from 'zod';
import { err, ok, type Result } from '#domain/result.ts';

export type SettingsSource = {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Without the program and its script. */
  readonly argv: readonly string[];
};

/**
 * Reads a flat object of settings: key `hubPort` from `--hub-port=8080` or `--hub-port 8080`, else from MUSTER_HUB_PORT. A flag alone
 * is "1". Values arrive as strings, so the schema coerces. The error is a text for whoever started the program.
 */
export function readSettings<S extends z.ZodObject>(
  schema: S,
  { env, argv }: SettingsSource,
): Result<z.infer<S>, string> {
  const keys = Object.keys(schema.shape);
  const flags = flagsIn(argv);
  const unknown = [...flags.keys()].filter((flag) => !keys.some((key) => flagName(key) === flag));
  if (unknown.length > 0) return err(`unknown setting: ${unknown.map((flag) => `--${flag}`).join(', ')}`);
  const found = keys.map((key) => [key, flags.get(flagName(key)) ?? env[envName(key)]] as const);
  const parsed = schema.safeParse(
    Object.fromEntries(found.filter(([, value]) => value !== undefined && value !== '')),
  );
  return parsed.success ? ok(parsed.data) : err(z.prettifyError(parsed.error));
}

function flagsIn(argv: readonly string[]): ReadonlyMap<string, string> {
  const flags = new Map<string, string>();
  for (const [index, word] of argv.entries()) {
    if (!word.startsWith('--')) continue;
    const [name = '', inline] = splitOnce(word.slice(2), '=');
    const next = argv[index + 1];
    const following = next === undefined || next.startsWith('--') ? '1' : next;
    flags.set(name, inline ?? following);
  }
  return flags;
}

function splitOnce(text: string, separator: string): readonly [string, string?] {
  const at = text.indexOf(separator);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

const flagName = (key: string) => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const envName = (key: string) => `MUSTER_${key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
