import type { EpochMs } from '#domain/ids.ts';

/** How this campus writes its times. */
export type CampusTimes = {
  readonly time: (at: EpochMs, to: 'second' | 'minute') => string;
  /** `2026-11-20`, the local day. */
  readonly day: (at: EpochMs) => string;
};

const made = new Map<string, CampusTimes>();

/** Formatters are dear to make, so each zone's are made once. */
export function campusTimes(timeZone: string): CampusTimes {
  const known = made.get(timeZone);
  if (known !== undefined) return known;
  const clock = { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const byMinute = new Intl.DateTimeFormat('en-GB', clock);
  const bySecond = new Intl.DateTimeFormat('en-GB', { ...clock, second: '2-digit' });
  const byDay = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const times: CampusTimes = {
    time: (at, to) => (to === 'second' ? bySecond : byMinute).format(at),
    day: (at) => byDay.format(at),
  };
  made.set(timeZone, times);
  return times;
}
