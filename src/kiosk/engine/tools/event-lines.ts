import type { Epoch, Hash } from '#domain/ids.ts';
import { decodeEvent } from '#domain/ledger/event-text.ts';

export type ListedEvent = {
  readonly epoch: Epoch;
  readonly seq: number;
  /** Of the chain; undefined where it isn't known any more. */
  readonly hash: Hash | undefined;
  readonly text: string;
  /** How far it can be trusted, where that is a question. */
  readonly proof?: string;
};

export const FORMATS = ['jsonl', 'csv'] as const;
export type Format = (typeof FORMATS)[number];

/** What comes before the events. */
export function headingOf(format: Format): string {
  return format === 'csv' ? 'epoch,seq,hash,id,type,recorded_at,proof,text\r\n' : '';
}

/** One event as a line. Its text stands in it as it was hashed. */
export function lineOf(event: ListedEvent, format: Format): string {
  return format === 'csv' ? csvLine(event) : jsonLine(event);
}

function jsonLine({ epoch, seq, hash, text, proof }: ListedEvent): string {
  const about = JSON.stringify({ epoch, seq, hash, proof });
  return `${about.slice(0, -1)},"event":${text}}\n`;
}

function csvLine({ epoch, seq, hash = '' as Hash, text, proof = '' }: ListedEvent): string {
  const decoded = decodeEvent(text);
  const { id, type, clock } = decoded.ok ? decoded.value.envelope : { id: '', type: '', clock: undefined };
  const recordedAt = clock === undefined ? '' : new Date(clock.wall).toISOString();
  return `${[epoch, seq, hash, id, type, recordedAt, proof, text].map((cell) => quoted(String(cell))).join(',')}\r\n`;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
