import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { err, ok, type Result } from '#domain/result.ts';
import { JsonTextSchema } from '#platform/json-setting.ts';
import { writeFileAtomically } from '#platform/write-file-atomically.ts';

/** One reader's settings as somebody wrote them: what `ReadersConfigSchema` reads. */
export type WrittenReader = Readonly<Record<string, unknown>>;

const FileSchema = z.strictObject({ readers: z.array(z.record(z.string(), z.unknown())) });

function pathIn(folder: string): string {
  return join(folder, 'readers.json');
}

/** What was set at the kiosk's panel; undefined where nothing ever was. The failure is words for whoever looks after the kiosk. */
export function readReadersFile(folder: string): Result<readonly WrittenReader[] | undefined, string> {
  const path = pathIn(folder);
  if (!existsSync(path)) return ok(undefined);
  const read = JsonTextSchema.pipe(FileSchema).safeParse(readFileSync(path, 'utf8'));
  return read.success ? ok(read.data.readers) : err(`${path} can't be read: ${z.prettifyError(read.error)}`);
}

/** Keeps one that can't be read for whoever wrote it, as readers.json.set-aside. */
export function setReadersFileAside(folder: string): void {
  renameSync(pathIn(folder), `${pathIn(folder)}.set-aside`);
}

/** Whole or not at all, also in a power cut. Throws what the disk says. */
export function writeReadersFile(folder: string, readers: readonly WrittenReader[]): void {
  writeFileAtomically(pathIn(folder), `${JSON.stringify({ readers }, null, 2)}\n`);
}
