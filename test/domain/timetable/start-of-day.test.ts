import { describe, expect, it } from 'vitest';
import { startOfDay } from '#domain/timetable/start-of-day.ts';

const at = (day: string, zone: string) => new Date(startOfDay(day, zone)).toISOString();

describe('the start of a day', () => {
  it('is midnight where the campus is', () => {
    expect(at('2026-11-20', 'Europe/Prague')).toBe('2026-11-19T23:00:00.000Z');
    expect(at('2026-11-20', 'Asia/Kathmandu')).toBe('2026-11-19T18:15:00.000Z');
    expect(at('2026-11-20', 'UTC')).toBe('2026-11-20T00:00:00.000Z');
  });

  it('is later where clocks go forward at midnight', () => {
    expect(at('2026-09-06', 'America/Santiago')).toBe('2026-09-06T04:00:00.000Z');
  });

  it('is the first midnight where clocks go back over it', () => {
    expect(at('2026-11-01', 'America/Havana')).toBe('2026-11-01T04:00:00.000Z');
  });
});
