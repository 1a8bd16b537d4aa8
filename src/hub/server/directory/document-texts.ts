import { createHash } from 'node:crypto';
import type { DirectoryDocument } from '#contracts/sync/documents.ts';
import { canonicalJson } from '#domain/canonical-json.ts';
import type { Hash } from '#domain/ids.ts';
import type { DocumentRef } from '#domain/sync/frames.ts';
import { manifestText } from '#domain/sync/manifest.ts';

/** A document as it is sent. */
export type DocumentText = { readonly hash: Hash; readonly text: string };

/** Documents by their ids. */
export type Texts = ReadonlyMap<string, DocumentText>;

export function textOf(document: DirectoryDocument): DocumentText {
  const text = isInOrder(document) ? JSON.stringify(document) : canonicalJson(document);
  return { text, hash: fastHash(text) };
}

/** Hash of a set of documents, as the domain has it. */
export function fastManifestDigest(documents: readonly DocumentRef[]): Hash {
  return fastHash(manifestText(documents));
}

/** The same as the domain's documentHash, ten times as fast: some of these have megabytes. */
function fastHash(text: string): Hash {
  return createHash('sha256').update(text, 'utf8').digest('hex') as Hash;
}

export function refsOf(texts: Texts): readonly DocumentRef[] {
  return [...texts].map(([id, { hash }]): DocumentRef => [id, hash]);
}

/** Whether two lists name the same documents. */
export function sameRefs(a: readonly DocumentRef[], b: readonly DocumentRef[]): boolean {
  return (
    a.length === b.length && a.every(([id, hash], index) => id === b[index]?.[0] && hash === b[index]?.[1])
  );
}

/** Made with their keys in order: JSON.stringify then writes their canonical text, in a quarter of the time. */
const IN_ORDER: ReadonlySet<DirectoryDocument['kind']> = new Set([
  'credentials',
  'occurrences',
  'partials',
  'section',
  'whereabouts',
]);

function isInOrder({ kind }: DirectoryDocument): boolean {
  return IN_ORDER.has(kind);
}
