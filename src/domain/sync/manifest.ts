import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Hash } from '#domain/ids.ts';
import type { DocumentRef, Manifest } from './frames.ts';

const encoder = new TextEncoder();

/** Hash of one document: of its exact text. */
export function documentHash(text: string): Hash {
  return bytesToHex(sha256(encoder.encode(text))) as Hash;
}

/** Hash of a set of documents, whatever order they are listed in. */
export function manifestDigest(documents: readonly DocumentRef[]): Hash {
  return documentHash(manifestText(documents));
}

/** What is hashed for it. */
export function manifestText(documents: readonly DocumentRef[]): string {
  const lines = documents.map(([id, hash]) => `${id} ${hash}\n`).sort();
  return `muster-manifest\n${lines.join('')}`;
}

/** A manifest with its digest computed. */
export function manifestOf(rev: number, documents: readonly DocumentRef[]): Manifest {
  return { rev, documents, digest: manifestDigest(documents) };
}
