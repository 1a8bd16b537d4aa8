import type { Epoch, Seq } from '#domain/ids.ts';
import type { Envelope } from '#domain/ledger/event.ts';
import { decodeEvent } from '#domain/ledger/event-text.ts';

/** What of an envelope goes along into another epoch; kiosk, epoch and seq are the new place's. */
export type Portable = Omit<Envelope, 'kiosk' | 'epoch' | 'seq'>;

/** An event of an epoch that was left, as the next one records it: the same id, and where it first stood. */
export function carryOver(epoch: Epoch, seq: number, text: string): Portable {
  const decoded = decodeEvent(text);
  if (!decoded.ok)
    throw new Error(`event ${seq} of epoch ${epoch} can't be carried over: it has no envelope`);
  const { id, type, v, clock, body, carriedFrom = { epoch, seq: seq as Seq } } = decoded.value.envelope;
  return { id, type, v, clock, body, carriedFrom };
}
