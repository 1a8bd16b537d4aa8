import { canonicalJson, isCanonical } from '#domain/canonical-json.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { safeParse } from '#domain/safe-parse.ts';
import { type Envelope, EnvelopeSchema, EVENT_BODIES, type EventType, type LedgerEvent } from './event.ts';

/** An event as read: `event` is null when this program doesn't know its type, version or body. Such events are kept, never refused. */
export interface DecodedEvent {
  readonly envelope: Envelope;
  readonly event: LedgerEvent | null;
}

export type EventTextProblem =
  | { readonly kind: 'not-json' }
  /** The text isn't the canonical one of what it says, so another program could read it otherwise. */
  | { readonly kind: 'not-canonical' }
  | { readonly kind: 'not-an-event'; readonly detail: string };

/** The only version there is of every body so far. */
export const EVENT_VERSION = 1;

/** The text that is stored, hashed and sent. */
export function encodeEvent(envelope: Envelope): string {
  return canonicalJson(envelope);
}

/** Reads an event's text from outside. */
export function decodeEvent(text: string): Result<DecodedEvent, EventTextProblem> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return err({ kind: 'not-json' });
  }
  const parsed = safeParse(EnvelopeSchema, json);
  if (!parsed.success)
    return err({ kind: 'not-an-event', detail: parsed.error.issues[0]?.message ?? 'unknown' });
  if (!isCanonical(text, json)) return err({ kind: 'not-canonical' });
  return ok({ envelope: parsed.data, event: knownEvent(parsed.data) });
}

function knownEvent(envelope: Envelope): LedgerEvent | null {
  if (envelope.v !== EVENT_VERSION || !Object.hasOwn(EVENT_BODIES, envelope.type)) return null;
  const body = safeParse<unknown>(EVENT_BODIES[envelope.type as EventType], envelope.body);
  // The type and the body were just matched with each other; the compiler can't follow a look-up by a union.
  return body.success ? ({ ...envelope, body: body.data } as LedgerEvent) : null;
}
