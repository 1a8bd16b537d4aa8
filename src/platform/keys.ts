import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { err, ok, type Result } from '#domain/result.ts';
import { openSealed, SealedSchema, seal } from './sealed-box.ts';
import { writeFileAtomically } from './write-file-atomically.ts';

const NAMED_BYTES = z.record(z.string(), z.base64url());
const FileSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('plain'), keys: NAMED_BYTES }),
  z.strictObject({ kind: z.literal('sealed'), box: SealedSchema }),
]);

export type KeyStoreProblem = {
  readonly kind: 'unreadable' | 'wrong-wrapping-key';
  readonly path: string;
  readonly text: string;
};

export type KeyStoreOptions = {
  readonly path: string;
  /** 32 bytes that the shell got from the operating system's own key store; without them only the file's mode protects it. */
  readonly wrappingKey?: Uint8Array;
};

/** Named secrets of one program in one file that only its user may read. */
export class KeyStore {
  readonly #options: KeyStoreOptions;
  #keys: ReadonlyMap<string, Uint8Array>;

  private constructor(options: KeyStoreOptions, keys: ReadonlyMap<string, Uint8Array>) {
    this.#options = options;
    this.#keys = keys;
  }

  /** A file that doesn't exist yet is an empty store; a plain one is sealed as soon as there is a wrapping key. */
  static open(options: KeyStoreOptions): Result<KeyStore, KeyStoreProblem> {
    if (!existsSync(options.path)) return ok(new KeyStore(options, new Map()));
    const read = readKeys(options);
    if (!read.ok) return read;
    const store = new KeyStore(options, read.value.keys);
    if (!read.value.sealed && options.wrappingKey !== undefined) store.#write(read.value.keys);
    return ok(store);
  }

  /** False: the caller tells the operator that only the file's mode protects the keys. */
  get isSealed(): boolean {
    return this.#options.wrappingKey !== undefined;
  }

  get(name: string): Uint8Array | undefined {
    return this.#keys.get(name);
  }

  /** Durable on return. */
  put(name: string, bytes: Uint8Array): void {
    this.putAll({ [name]: bytes });
  }

  /** All or none of them are kept; durable on return. */
  putAll(entries: Readonly<Record<string, Uint8Array>>): void {
    const keys = new Map(this.#keys);
    for (const [name, bytes] of Object.entries(entries)) keys.set(name, Uint8Array.from(bytes));
    this.#write(keys);
  }

  delete(name: string): void {
    const keys = new Map(this.#keys);
    if (keys.delete(name)) this.#write(keys);
  }

  #write(keys: ReadonlyMap<string, Uint8Array>): void {
    writeFileAtomically(this.#options.path, encodeFile(keys, this.#options.wrappingKey), 0o600);
    this.#keys = keys;
  }
}

function encodeFile(keys: ReadonlyMap<string, Uint8Array>, wrappingKey: Uint8Array | undefined): string {
  const named = Object.fromEntries(
    [...keys].map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64url')]),
  );
  const file: z.infer<typeof FileSchema> =
    wrappingKey === undefined
      ? { kind: 'plain', keys: named }
      : { kind: 'sealed', box: seal(wrappingKey, JSON.stringify(named)) };
  return `${JSON.stringify(file, null, 2)}\n`;
}

type ReadKeys = { readonly keys: ReadonlyMap<string, Uint8Array>; readonly sealed: boolean };

function readKeys({ path, wrappingKey }: KeyStoreOptions): Result<ReadKeys, KeyStoreProblem> {
  const file = FileSchema.safeParse(parseJson(readFileSync(path, 'utf8')));
  if (!file.success) return err({ kind: 'unreadable', path, text: `${path} is not a key file, or damaged.` });
  if (file.data.kind === 'plain') return ok({ keys: decodeNamed(file.data.keys), sealed: false });
  const opened = wrappingKey === undefined ? undefined : openSealed(wrappingKey, file.data.box);
  const named = NAMED_BYTES.safeParse(opened === undefined ? undefined : parseJson(opened));
  if (named.success) return ok({ keys: decodeNamed(named.data), sealed: true });
  return err({
    kind: 'wrong-wrapping-key',
    path,
    text: `${path} was sealed with another key than this one.`,
  });
}

function decodeNamed(named: Readonly<Record<string, string>>): ReadonlyMap<string, Uint8Array> {
  return new Map(
    Object.entries(named).map(([name, text]) => [name, Uint8Array.from(Buffer.from(text, 'base64url'))]),
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
