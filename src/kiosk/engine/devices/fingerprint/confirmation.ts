/** Why a touch gave no usable picture, in the terms that help the person. */
export type TouchAdvice = 'too-dry' | 'too-wet' | 'unclear' | 'too-small' | 'moved' | 'different';

/** What the first byte of an ack says. */
export type Confirmation =
  | { readonly kind: 'ok' }
  | { readonly kind: 'no-finger' }
  /** Try the touch again, with this advice. */
  | { readonly kind: 'bad-touch'; readonly advice: TouchAdvice }
  | { readonly kind: 'not-found' }
  /** Also what some firmware says of an operation it doesn't know. */
  | { readonly kind: 'wrong-password' }
  /** Somebody has set a password, and it was not verified. */
  | { readonly kind: 'locked' }
  | { readonly kind: 'full' }
  | { readonly kind: 'failed'; readonly code: number };

const KINDS: ReadonlyMap<number, Confirmation> = new Map<number, Confirmation>([
  [0x00, { kind: 'ok' }],
  [0x02, { kind: 'no-finger' }],
  [0x03, { kind: 'bad-touch', advice: 'unclear' }],
  [0x04, { kind: 'bad-touch', advice: 'too-dry' }],
  [0x05, { kind: 'bad-touch', advice: 'too-wet' }],
  [0x06, { kind: 'bad-touch', advice: 'unclear' }],
  [0x07, { kind: 'bad-touch', advice: 'too-small' }],
  [0x08, { kind: 'bad-touch', advice: 'different' }],
  [0x09, { kind: 'not-found' }],
  // The two touches don't make one template: another finger, or the same laid down quite differently.
  [0x0a, { kind: 'bad-touch', advice: 'different' }],
  [0x13, { kind: 'wrong-password' }],
  [0x15, { kind: 'bad-touch', advice: 'unclear' }],
  [0x17, { kind: 'bad-touch', advice: 'moved' }],
  [0x1f, { kind: 'full' }],
  [0x21, { kind: 'locked' }],
  // An empty library finds nobody.
  [0x24, { kind: 'not-found' }],
]);

export function confirmationOf(code: number): Confirmation {
  return KINDS.get(code) ?? { kind: 'failed', code };
}
