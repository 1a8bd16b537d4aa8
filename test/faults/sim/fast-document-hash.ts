import { hash } from 'node:crypto';
import type { Hash } from '#domain/ids.ts';

/** The same as the domain's `documentHash`, by the machine's own SHA-256: disks in memory are asked again and again. */
export function fastDocumentHash(text: string): Hash {
  return hash('sha256', text, 'hex') as Hash;
}
