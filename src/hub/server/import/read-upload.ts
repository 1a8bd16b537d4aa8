import type { Problems } from './problems.ts';
import { isZip, type ZipLimits, zipEntries } from './zip-entries.ts';

/** A university of 50,000 with a row for every enrolment stays well below. */
const LIMITS: ZipLimits = { entries: 100, bytes: 128 * 2 ** 20 };

/** Files by their name in lower case, without the folders they were packed in. */
export type Upload = ReadonlyMap<string, { readonly name: string; readonly bytes: Uint8Array }>;

/** What was sent, with ZIP files unpacked. */
export function readUpload(files: ReadonlyMap<string, Uint8Array>, problems: Problems): Upload {
  const upload = new Map<string, { readonly name: string; readonly bytes: Uint8Array }>();
  for (const [path, bytes] of unpacked(files, problems)) {
    const name = baseName(path);
    // Finder and Explorer pack their own notes along.
    if (name === '' || name.startsWith('.') || path.startsWith('__MACOSX/')) continue;
    const key = name.toLowerCase();
    if (upload.has(key)) {
      const words = { problem: 'There are two files of this name.', advice: 'Send each file once.' };
      problems.error({ file: name, row: null }, words);
    }
    upload.set(key, { name, bytes });
  }
  return upload;
}

function unpacked(
  files: ReadonlyMap<string, Uint8Array>,
  problems: Problems,
): readonly (readonly [path: string, bytes: Uint8Array])[] {
  let room = LIMITS.bytes;
  return [...files].flatMap(([path, bytes]) => {
    if (!isZip(bytes)) return [[path, bytes] as const];
    // All of them together: thirty that each hold as much as may be are as bad as one that holds thirty times as much.
    const entries = zipEntries(bytes, { ...LIMITS, bytes: room });
    if (entries.ok) room -= entries.value.reduce((sum, entry) => sum + entry.bytes.length, 0);
    if (entries.ok) return entries.value.map((entry) => [entry.name, entry.bytes] as const);
    problems.error({ file: baseName(path), row: null }, entries.error);
    return [];
  });
}

function baseName(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? '';
}
