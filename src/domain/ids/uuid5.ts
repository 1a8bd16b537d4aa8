import { sha1 } from '@noble/hashes/legacy.js';
import { fromHex } from '#domain/encoding/hex.ts';
import { utf8 } from '#domain/encoding/utf8.ts';
import { uuidText } from './uuid-text.ts';

/** UUIDv5 (RFC 9562): the same namespace and name give the same id everywhere. SHA-1 is the standard's; nothing secret rests on it. */
export function uuidV5(namespace: string, name: string): string {
  const space = fromHex(namespace.replaceAll('-', ''));
  if (space?.length !== 16) throw new Error(`not a UUID: ${namespace}`);
  return uuidText(sha1.create().update(space).update(utf8(name)).digest(), 5);
}
