import type { DirectoryDocument } from '#contracts/sync/documents.ts';
import type { Hash } from '#domain/ids.ts';
import { err, ok, type Result } from '#domain/result.ts';
import type { Manifest } from '#domain/sync/frames.ts';
import { manifestDigest } from '#domain/sync/manifest.ts';
import type { ApplyProblem } from '#domain/sync/ports.ts';
import { readDocument, textHash } from './read-document.ts';

/** Documents by id, each as read and checked, with the hash of its text. */
export type Held = ReadonlyMap<string, HeldDocument>;
export type HeldDocument = { readonly hash: Hash; readonly document: DirectoryDocument };

export type Replacement = {
  readonly held: Held;
  readonly put: readonly { readonly id: string; readonly hash: Hash; readonly text: string }[];
  readonly remove: readonly string[];
};

/** Ids of the manifest's documents that are not held with that hash. */
export function lackingIn(held: Held, manifest: Manifest): readonly string[] {
  return manifest.documents.filter(([id, hash]) => held.get(id)?.hash !== hash).map(([id]) => id);
}

/** What has to be written so that exactly the manifest's documents are held; a problem when one of them isn't whole. */
export function planReplacement(
  held: Held,
  manifest: Manifest,
  texts: ReadonlyMap<string, string>,
): Result<Replacement, ApplyProblem> {
  if (manifestDigest(manifest.documents) !== manifest.digest) {
    return err({
      kind: 'wrong-digest',
      text: `the manifest of revision ${manifest.rev} is not what its digest says`,
    });
  }
  const next = new Map<string, HeldDocument>();
  const put: { id: string; hash: Hash; text: string }[] = [];
  for (const [id, hash] of manifest.documents) {
    const known = held.get(id);
    const text = texts.get(id);
    if (known?.hash === hash) {
      next.set(id, known);
    } else if (text === undefined) {
      return err({ kind: 'document-missing', text: `document ${id} did not come` });
    } else {
      const read = readWhole(id, hash, text);
      if (!read.ok) return read;
      next.set(id, read.value);
      put.push({ id, hash, text });
    }
  }
  return ok({ held: next, put, remove: [...held.keys()].filter((id) => !next.has(id)) });
}

function readWhole(id: string, hash: Hash, text: string): Result<HeldDocument, ApplyProblem> {
  if (textHash(text) !== hash)
    return err({ kind: 'wrong-digest', text: `document ${id} is not what its hash says` });
  const document = readDocument(text);
  if (document === undefined) return err({ kind: 'not-a-document', text: `document ${id} can't be read` });
  return ok({ hash, document });
}
