import type { Epoch, KioskNumber } from '#domain/ids.ts';

export type NewPlace = { readonly kiosk: KioskNumber; readonly epoch: Epoch; readonly seq: number };

// Canonical JSON sorts the envelope's keys, and what stands behind the body is flat: so its end can be told without parsing the body.
const AFTER_BODY =
  /(?<from>,"carriedFrom":\{"epoch":"[0-9a-f]{16}","seq":\d+\})?(?<clock>,"clock":\{[^{}]*\}),"epoch":"(?<epoch>[0-9a-f]{16})"(?<id>,"id":"[0-9a-f-]{36}"),"kiosk":\d+,"seq":(?<seq>\d+)(?<type>,"type":"[^"\\]{1,40}","v":\d+\})$/;
/** Everything behind a body is shorter than this. */
const TAIL_CHARACTERS = 600;

/**
 * An event of an epoch that was left, as the next one records it: the same id, time and body to the byte, and where it first stood.
 * Undefined when the text is no event's. Not decoded and encoded again, because a kiosk carries over hundreds of thousands at once.
 */
export function carriedText(text: string, { kiosk, epoch, seq }: NewPlace): string | undefined {
  const start = Math.max(0, text.length - TAIL_CHARACTERS);
  const found = AFTER_BODY.exec(text.slice(start));
  if (found?.groups === undefined) return undefined;
  const { from, clock, epoch: oldEpoch, id, seq: oldSeq, type } = found.groups;
  const first = from ?? `,"carriedFrom":{"epoch":"${oldEpoch}","seq":${oldSeq}}`;
  const body = text.slice(0, start + found.index);
  return `${body}${first}${clock},"epoch":"${epoch}"${id},"kiosk":${kiosk},"seq":${seq}${type}`;
}
