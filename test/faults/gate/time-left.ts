import type { Standing } from './gate.ts';

const CHUNK_MS = 60_000;

/** What is left of all that was asked for, in ms of playing on this many slots; and which part of the whole has been played. */
export function timeLeft(
  standings: readonly Standing[],
  slots: number,
): { readonly ms: number; readonly part: number } {
  const spans = standings.map((standing) => {
    const msOfOne = speedOf(standing);
    const width = standing.runs === 'with-others' ? slots : 1;
    return { done: (standing.done * msOfOne) / width, left: leftOf(standing) * (msOfOne / width) };
  });
  const done = spans.reduce((sum, span) => sum + span.done, 0);
  const left = spans.reduce((sum, span) => sum + span.left, 0);
  return { ms: left, part: done + left === 0 ? 1 : done / (done + left) };
}

function leftOf({ asked, done }: Standing): number {
  return Math.max(0, asked - done);
}

/** As measured; before that, a chunk is meant to be about a minute's worth. */
function speedOf({ campaign, done, saved }: Standing): number {
  return saved === undefined || done === 0 ? CHUNK_MS / campaign.chunk : saved.spentMs / done;
}

/** "2 h 05 min", "3 min", "20 s" */
export function wordsForTime(ms: number): string {
  const seconds = Math.ceil(ms / 1_000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}
