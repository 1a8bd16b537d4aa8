import { createHash } from 'node:crypto';
import { type DirectoryDocument, DocumentSchema } from '#contracts/sync/documents.ts';
import type { Hash } from '#domain/ids.ts';

/** The document that a text is, or `undefined` if this program can't read it. */
export function readDocument(text: string): DirectoryDocument | undefined {
  const document = DocumentSchema.safeParse(parseJson(text));
  return document.success ? document.data : undefined;
}

/** SHA-256 of a document's exact text. Node's own: an institution's cards are tens of megabytes. */
export function textHash(text: string): Hash {
  return createHash('sha256').update(text).digest('hex') as Hash;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
