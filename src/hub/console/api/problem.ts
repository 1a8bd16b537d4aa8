import type { ApiErrorCode } from '#contracts/hub-api/api-error.ts';

/** Why the hub didn't do what it was asked. */
export type Problem =
  /** No network, no hub, or something in between that isn't it. */
  | { readonly kind: 'unreachable' }
  /** An answer in another form than this page knows: one of the two is older. */
  | { readonly kind: 'not-understood' }
  | {
      readonly kind: 'refused';
      readonly code: ApiErrorCode;
      /** The hub's own words, in English. */
      readonly message: string;
      /** Where in the request: `body.pin: …`. */
      readonly details: readonly string[];
      readonly retryAfterMs: number | null;
    };
