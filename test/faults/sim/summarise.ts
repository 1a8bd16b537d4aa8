import { type Lives, settledWithinMs } from './lives.ts';

/** The run in a few figures. */
export function summarise(lives: Lives, tookMs: number): string {
  const share = (count: number): string => `${((100 * count) / Math.max(1, lives.frames)).toFixed(1)} %`;
  const within = (part: number): string => `${settledWithinMs(lives, part) / 1_000} s`;
  return [
    `${lives.seeds} seeds, ${lives.failures.length} failed, ${((lives.seeds * 1_000) / tookMs).toFixed(0)} seeds/s`,
    `${(lives.virtualMs / 3_600_000).toFixed(1)} virtual hours, ${lives.faults} faults, ${lives.events} events, ${lives.registers} registers compared`,
    `${lives.frames} frames, ${share(lives.duplicatedFrames)} duplicated, ${share(lives.reorderedFrames)} reordered (${share(lives.overtakenFrames)} overtaken)`,
    `settled after the last fault: p50 ${within(0.5)}, p99 ${within(0.99)}, p99.9 ${within(0.999)}, longest ${within(1)}`,
  ].join('\n');
}
