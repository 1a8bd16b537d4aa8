import type { EpochMs, KioskNumber, PersonId, RoomId } from '#domain/ids.ts';
import type { EventBody, Method } from '#domain/ledger/event.ts';
import type { ArrivalReason } from '#domain/rules/judge-arrival.ts';
import type { HandMark } from './mark-status.ts';

/** Why a mark is what it is, as data; `explainMark` puts it in words. */
export type Explanation =
  | ArrivalExplanation
  /** Touched while the doors were open; counts as soon as the session is opened. */
  | { readonly kind: 'noted'; readonly at: EpochMs; readonly method: Method; readonly roomId: RoomId | null }
  | {
      readonly kind: 'by-hand';
      readonly status: Exclude<HandMark, 'derived'>;
      readonly by: PersonId;
      readonly reason: EventBody<'mark-set'>['reason'];
      readonly at: EpochMs;
    }
  /** Nothing by this person; absent once the session is sealed. */
  | { readonly kind: 'no-evidence'; readonly sealed: boolean }
  | { readonly kind: 'not-held' }
  | { readonly kind: 'cancelled' };

export interface ArrivalExplanation {
  readonly kind: 'arrived';
  readonly reason: ArrivalReason;
  readonly at: EpochMs;
  /** What lateness counts from, and why. */
  readonly countedFrom: EpochMs;
  readonly anchor: 'scheduled' | 'opening';
  readonly graceMin: number;
  readonly lateUntilMin: number;
  readonly method: Method;
  readonly kiosk: KioskNumber;
  /** Of the kiosk; null for a phone. */
  readonly roomId: RoomId | null;
}
