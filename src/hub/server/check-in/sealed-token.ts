import { z } from 'zod';
import { PlaceSchema } from '#contracts/hub-api/check-in.ts';
import { EpochMsSchema, KioskNumberSchema, OpeningNumberSchema } from '#domain/ids.ts';
import { openSealed, SealedSchema, seal } from '#platform/sealed-box.ts';

/** A code that this hub found good, as it goes from page load to check-in in the browser's own hands. */
const acceptedCode = {
  kiosk: KioskNumberSchema,
  number: OpeningNumberSchema,
  receivedAt: EpochMsSchema,
  via: z.enum(['code', 'typed']),
  /** Accepted only because the kiosk's clock may have drifted, or by a wider setting. */
  isOld: z.boolean(),
  /** Keyed hash of the network it came from. */
  network: z.string(),
  expiresAt: EpochMsSchema,
};

const TOKENS = {
  stamp: z.strictObject(acceptedCode),
  ticket: z.strictObject({ ...acceptedCode, id: z.string(), place: PlaceSchema }),
  challenge: z.strictObject({ nonce: z.string(), expiresAt: EpochMsSchema }),
} as const;

export type TokenKind = keyof typeof TOKENS;
export type Token<K extends TokenKind> = z.infer<(typeof TOKENS)[K]>;

/** Text that only this hub can make and read. One for another purpose, or a changed one, opens to nothing. */
export function sealToken<K extends TokenKind>(key: Uint8Array, kind: K, token: Token<K>): string {
  const { nonce, data, tag } = seal(key, JSON.stringify({ [kind]: token }));
  return `${nonce}.${data}.${tag}`;
}

/** The token's content; `undefined` when it isn't one of that kind. Whether it has expired is for the caller to say. */
export function openToken<K extends TokenKind>(key: Uint8Array, kind: K, text: string): Token<K> | undefined {
  const [nonce, data, tag, more] = text.split('.');
  const box = SealedSchema.safeParse({ nonce, data, tag });
  if (!box.success || more !== undefined) return undefined;
  const opened = openSealed(key, box.data);
  if (opened === undefined) return undefined;
  const content: Partial<Record<string, unknown>> = JSON.parse(opened);
  const token = TOKENS[kind].safeParse(content[kind]);
  // The schema was picked by the kind; the compiler can't follow a look-up by a union.
  return token.success ? (token.data as Token<K>) : undefined;
}
