import type { SeedFailure, SeedResult } from './run-seed.ts';

/** The run in a few figures. */
export function summarise(results: readonly (SeedResult | SeedFailure)[], tookMs: number): string {
  const good = results.filter((result): result is SeedResult => !('why' in result));
  const sum = (pick: (result: SeedResult) => number): number =>
    good.reduce((total, each) => total + pick(each), 0);
  const settled = good.map(({ settledMs }) => settledMs).sort((a, b) => a - b);
  const p99 = settled[Math.min(settled.length - 1, Math.floor(settled.length * 0.99))] ?? 0;
  const virtualHours = results.reduce((total, { virtualMs }) => total + virtualMs, 0) / 3_600_000;
  return [
    `${results.length} seeds, ${results.length - good.length} failed, ${((results.length * 1_000) / tookMs).toFixed(0)} seeds/s`,
    `${virtualHours.toFixed(1)} virtual hours, ${sum((one) => one.faults)} faults, ${sum((one) => one.frames)} frames, ${sum((one) => one.events)} events`,
    `settled after the last fault: p50 ${(settled[settled.length >> 1] ?? 0) / 1_000} s, p99 ${p99 / 1_000} s, longest ${(settled.at(-1) ?? 0) / 1_000} s`,
  ].join('\n');
}
