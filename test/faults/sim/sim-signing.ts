/** Stands in for Ed25519 where millions of signatures are made: depends on key and bytes, forged by nobody here. */
export function simSignature(keyId: string, bytes: Uint8Array): string {
  let a = 0x811c9dc5;
  for (let i = 0; i < keyId.length; i++) a = Math.imul(a ^ keyId.charCodeAt(i), 0x01000193);
  for (const byte of bytes) a = Math.imul(a ^ byte, 0x01000193);
  return (a >>> 0).toString(16).padStart(8, '0').padStart(86, 'A');
}
