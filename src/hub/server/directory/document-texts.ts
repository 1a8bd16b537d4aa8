import { createHash } from 'node:crypto';
import type { DirectoryDocument } from '#contracts/sync/documents.ts';
import { canonicalJson } from '#domain/canonical-json.ts';
import type { Hash } from '#domain/ids.ts';
import type { DocumentRef } from '#domain/sync/frames.ts';

/** A document as it is sent. */
export type DocumentText = { readonly hash: Hash; readonly text: string };

/** Documents by their ids. */
export type Texts = ReadonlyMap<string, DocumentText>;

export function textOf(document: DirectoryDocument): DocumentText {
  const text = isInOrder(document) ? JSON.stringify(document) : canonicalJson(document);
  // The same as the domain's documentHash, ten times as fast: some of these have megabytes.
  return { text, hash: createHash('sha256').update(text, 'utf8').digest('hex') as Hash };
}

export function refsOf(texts: Texts): readonly DocumentRef[] {
  return [...texts].map(([id, { hash }]): DocumentRef => [id, hash]);
}

/** Made with their keys in order: JSON.stringify then writes their canonical text, in a quarter of the time. */
function isInOrder({ kind }: DirectoryDocument): boolean {
  return kind === 'credentials' || kind === 'partials' || kind === 'whereabouts';
}
