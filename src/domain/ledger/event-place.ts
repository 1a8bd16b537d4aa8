import type { Epoch, EventId, KioskNumber, Seq } from '#domain/ids.ts';

/** Where an event stands and what it is, as its own text says. */
export interface EventPlace {
  readonly epoch: Epoch;
  readonly id: EventId;
  readonly kiosk: KioskNumber;
  readonly seq: Seq;
  readonly type: string;
  readonly v: number;
}

// Canonical JSON sorts the envelope's keys: body, carriedFrom, clock come first, so all of this is at the end.
const TAIL =
  /,"epoch":"([0-9a-f]{16})","id":"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})","kiosk":(0|[1-9]\d{0,4}),"seq":([1-9]\d{0,15}),"type":"([^"\\]{1,40})","v":([1-9]\d{0,8})\}$/;
const TAIL_CHARACTERS = 220;

/** Reads an event's place off its text without parsing it, for those who handle many; `undefined` when the text doesn't end like an event. */
export function eventPlace(text: string): EventPlace | undefined {
  const tail = TAIL.exec(text.slice(-TAIL_CHARACTERS));
  if (tail === null) return undefined;
  const [, epoch, id, kiosk, seq, type, v] = tail as unknown as [
    string,
    Epoch,
    EventId,
    string,
    string,
    string,
    string,
  ];
  return { epoch, id, kiosk: Number(kiosk) as KioskNumber, seq: Number(seq) as Seq, type, v: Number(v) };
}
