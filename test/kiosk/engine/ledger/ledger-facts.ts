import { join } from 'node:path';
import type { CredentialTag, EventId, Hash, KioskNumber } from '#domain/ids.ts';
import { eventHash, GENESIS } from '#domain/ledger/chain.ts';
import type { Envelope } from '#domain/ledger/event.ts';
import { encodeEvent } from '#domain/ledger/event-text.ts';
import type { Result } from '#domain/result.ts';
import type { SealedEvent } from '#domain/sync/frames.ts';
import type { Ledger } from '../../../../src/kiosk/engine/ledger/ledger.ts';
import type { Draft } from '../../../../src/kiosk/engine/ledger/stored.ts';

export const KIOSK = 7 as KioskNumber;
export const MIGRATIONS = join(import.meta.dirname, '../../../../migrations/kiosk');

export function unwrap<T, E>(result: Result<T, E>): T {
  if (!result.ok) throw new Error(`not ok: ${JSON.stringify(result.error)}`);
  return result.value;
}

/** A touch of card number `n`. */
export function touch(n: number): Extract<Draft, { type: 'presentation' }> {
  const tag = n.toString(16).padStart(32, '0') as CredentialTag;
  const unresolved = { personId: null, directory: 0, sessionId: null, answer: 'no-session' } as const;
  return { type: 'presentation', body: { method: 'card', reader: 'door', tag, ...unresolved } };
}

export function recordTouches(ledger: Ledger, count: number): void {
  for (let n = 0; n < count; n++) unwrap(ledger.append('presentation', touch(n).body));
}

/** Events of the hub's own ledger, from its first to its `count`-th. */
export function hubEvents(count: number): readonly SealedEvent[] {
  const epoch = 'feedfeedfeedfeed' as Envelope['epoch'];
  const clock = {
    wall: 0,
    mono: 0,
    boot: '0'.repeat(16),
    hubMinusMono: null,
    uncertaintyMs: null,
  } as Envelope['clock'];
  let hash: Hash = GENESIS;
  return Array.from({ length: count }, (_, index) => {
    const seq = (index + 1) as Envelope['seq'];
    const id = `00000000-0000-7000-8000-${seq.toString().padStart(12, '0')}` as EventId;
    const envelope = {
      kiosk: 0 as KioskNumber,
      epoch,
      seq,
      id,
      type: 'engine-started',
      v: 1,
      clock,
      body: { app: 'hub' },
    };
    const text = encodeEvent(envelope);
    hash = eventHash(epoch, seq, hash, text);
    return { origin: 0 as KioskNumber, epoch, seq, text, hash, seal: '5ea1'.repeat(8) };
  });
}
