import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EpochMs } from '#domain/ids.ts';
import { type ReaderNews, readerGaps } from '#domain/reader/reader-gaps.ts';

const at = (minute: number) => (minute * 60_000) as EpochMs;

type State = 'ready' | 'absent' | 'quiet' | 'removed';

function told(minute: number, state: State, reader = 'door'): ReaderNews {
  return { type: 'reader-changed', at: at(minute), body: { reader, state, detail: `${state}!` } };
}

const started = (minute: number): ReaderNews => ({ type: 'engine-started', at: at(minute) });

/** "door absent 2-7": from and to in minutes. */
function gaps(...news: readonly ReaderNews[]): string[] {
  return readerGaps(news).map(({ reader, state, from, to }) => {
    const end = to === null ? '' : to / 60_000;
    return `${reader} ${state} ${from / 60_000}-${end}`;
  });
}

describe('a reader', () => {
  it('that was always ready has no gap', () => {
    expect(gaps(started(0), told(0, 'ready'), started(9), told(9, 'ready'))).toEqual([]);
  });

  it('was absent from when its plug was pulled until it was back', () => {
    expect(gaps(told(0, 'ready'), told(2, 'absent'), told(7, 'ready'))).toEqual(['door absent 2-7']);
    expect(readerGaps([told(2, 'absent')])[0]).toEqual({
      reader: 'door',
      state: 'absent',
      from: at(2),
      to: null,
      detail: 'absent!',
    });
  });

  it('that is absent for another reason later was absent all the time', () => {
    expect(gaps(told(2, 'absent'), told(3, 'absent'), told(7, 'ready'))).toEqual(['door absent 2-7']);
  });

  it('may be quiet after it was absent', () => {
    expect(gaps(told(2, 'absent'), told(3, 'quiet'), told(4, 'ready'))).toEqual([
      'door absent 2-3',
      'door quiet 3-4',
    ]);
  });

  it('that was away while the kiosk was started anew was away all the time', () => {
    expect(gaps(told(2, 'absent'), started(5), told(5, 'absent'), told(8, 'ready'))).toEqual([
      'door absent 2-8',
    ]);
    expect(gaps(told(2, 'absent'), started(5), told(6, 'ready'))).toEqual(['door absent 2-6']);
  });

  it('that isn’t there any more after a start has no gap from then on', () => {
    expect(gaps(told(2, 'absent'), started(5))).toEqual(['door absent 2-5']);
    expect(gaps(told(2, 'absent'), started(5), started(9), told(9, 'absent'), told(10, 'ready'))).toEqual([
      'door absent 2-5',
      'door absent 9-10',
    ]);
  });

  it('that was taken out of the settings has no gap from then on', () => {
    expect(gaps(told(2, 'absent'), told(5, 'removed'))).toEqual(['door absent 2-5']);
    expect(gaps(told(2, 'ready'), told(5, 'removed'))).toEqual([]);
  });

  it('has its own gaps beside those of others, in the order in which they began', () => {
    const news = [told(1, 'absent', 'desk'), told(2, 'absent'), told(3, 'ready'), told(4, 'ready', 'desk')];
    expect(gaps(...news)).toEqual(['desk absent 1-4', 'door absent 2-3']);
  });

  it('has gaps that never overlap, each of which began with what was told', () => {
    const step = fc.oneof(
      fc.record({
        reader: fc.constantFrom('door', 'desk'),
        state: fc.constantFrom<State>('ready', 'absent', 'quiet', 'removed'),
      }),
      fc.constant('started' as const),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const news = steps.map((each, i) =>
          each === 'started' ? started(i) : told(i, each.state, each.reader),
        );
        const found = readerGaps(news);
        for (const reader of ['door', 'desk']) {
          const own = found.filter((gap) => gap.reader === reader);
          for (const [i, gap] of own.entries()) {
            expect(news).toContainEqual(told(gap.from / 60_000, gap.state, reader));
            expect(gap.to ?? Number.POSITIVE_INFINITY).toBeGreaterThan(gap.from);
            expect(gap.to ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(
              own[i + 1]?.from ?? Number.POSITIVE_INFINITY,
            );
          }
          const last = news.findLast((each) => each.type === 'engine-started' || each.body.reader === reader);
          const isAway =
            last?.type === 'reader-changed' && (last.body.state === 'absent' || last.body.state === 'quiet');
          expect(own.some(({ to }) => to === null)).toBe(isAway);
        }
      }),
      { numRuns: 5_000 },
    );
  });
});
