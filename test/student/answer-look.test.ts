import { describe, expect, it } from 'vitest';
import { type CheckInAnswer, CheckInAnswerSchema } from '#contracts/hub-api/check-in-answer.ts';
import { studentTimes } from '../../src/student/messages/student-times.ts';
import { CATALOGUES, type StudentWords } from '../../src/student/messages/student-words.ts';
import { lookOf, statusWords } from '../../src/student/pages/answer-look.ts';

const NINE = Date.parse('2026-11-20T08:00:00Z');
const MINUTE = 60_000;
const ID = '019a9f9e-0000-7000-8000-000000000001';

const words = (language: 'en' | 'de'): StudentWords => ({
  ...{ language, messages: CATALOGUES[language], choose: () => undefined },
  times: studentTimes(language, 'Europe/Prague'),
});

const facts = {
  ...{
    sessionId: ID,
    courseCode: 'MA201',
    courseTitle: 'Linear Algebra II',
    sectionName: 'B',
    room: 'B-204',
  },
  ...{ startsAt: NINE, endsAt: NINE + 90 * MINUTE, teacher: 'Dr. A. Okafor' },
};

const taken = { checkInId: ID, at: NINE, receipt: { code: '7F3K-91QD', jws: 'x' } };

function marked(status: string, minutes: number) {
  const arrivedAt = NINE + minutes * MINUTE;
  return {
    ...{ status, method: 'phone', arrivedAt, minutesLate: minutes, explanation: '' },
    ...{ lateFrom: NINE + 5 * MINUTE, cutOffAt: NINE + 20 * MINUTE },
  };
}

const answer = (more: object): CheckInAnswer =>
  CheckInAnswerSchema.parse({ ...taken, class: facts, standing: null, ...more });
const recorded = (status: string, minutes: number) =>
  answer({ kind: 'recorded', mark: marked(status, minutes) });
const title = (one: CheckInAnswer, language: 'en' | 'de' = 'en') =>
  lookOf(one, words(language)).title.replaceAll('\u00a0', ' ');

describe('the words of an answer', () => {
  it('say whether one is in, and how late', () => {
    expect(title(recorded('P', 2))).toBe('You’re in');
    expect(title(recorded('L', 12))).toBe('You’re in, 12 minutes late');
    expect(title(recorded('L', 1))).toBe('You’re in, 1 minute late');
    expect(title(recorded('L', 12), 'de')).toBe('Du bist dabei, 12 Minuten zu spät');
  });

  it('say that an arrival after the cut-off is recorded and doesn’t count by itself', () => {
    const look = lookOf(recorded('?', 30), words('en'));
    expect(look).toMatchObject({ tone: 'stop', title: 'Recorded, but too late to count' });
    expect(look.help).toContain('09:20');
  });

  it('say that it counts once the class is opened, before it is', () => {
    expect(title(recorded('?', 0))).toBe('Noted');
  });

  it('say when a closed class closed, and where one’s own class is instead', () => {
    const closed = { kind: 'not-open', because: 'closed', boundary: NINE + 100 * MINUTE };
    const { standing: _, ...plain } = { standing: null, ...closed };
    expect(title(CheckInAnswerSchema.parse({ ...taken, class: facts, ...plain }))).toBe('Closed at 10:40');
    const elsewhere = CheckInAnswerSchema.parse({
      ...taken,
      kind: 'not-enrolled',
      class: facts,
      elsewhere: facts,
    });
    expect(title(elsewhere)).toBe('Not in this class');
  });

  it('never show a provisional check-in as in', () => {
    for (const because of ['opening-unknown', 'new-device', 'shared-device', 'kept']) {
      const look = lookOf(
        answer({ kind: 'provisional', because, room: 'B-204', mark: marked('P', 1) }),
        words('en'),
      );
      expect(look).toMatchObject({ title: 'Recorded, to be confirmed', tone: 'late' });
      expect(look.help).not.toBe('');
    }
  });

  it('name the boundary that made one late or in time', () => {
    const status = (mark: object, language: 'en' | 'de') => {
      const one = answer({ kind: 'recorded', mark });
      return 'mark' in one && one.mark !== null ? statusWords(one.mark, words(language)) : '';
    };
    expect(status(marked('L', 12), 'en')).toBe('Late (after 09:05)');
    expect(status(marked('P', 2), 'de')).toBe('Anwesend (bis 09:05)');
    expect(status({ ...marked('P', 2), method: 'card' }, 'en')).toBe('Present, by card');
  });
});
