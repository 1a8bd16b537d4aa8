import { describe, expect, test } from 'vitest';
import { AnswerKindSchema } from '#domain/punch/answer.ts';
import { answerWords } from '../../../../src/kiosk/screen/answer/answer-words.ts';
import { SCREEN_MESSAGES } from '../../../../src/kiosk/screen/messages/screen-messages.ts';
import { MELODIES, soundOf } from '../../../../src/kiosk/screen/sound/melodies.ts';
import { answer, at } from '../support/campus.ts';

const { en, de } = SCREEN_MESSAGES;
const said = (
  change: Partial<Parameters<typeof answer>[0]> & { kind: Parameters<typeof answer>[0]['kind'] },
) => answerWords(answer({ at: at('09:12'), ...change }), en);

describe('an answer', () => {
  test('tells people of another class where theirs is', () => {
    expect(said({ kind: 'wrong-room', room: 'C-110' })).toMatchObject({
      tone: 'stop',
      word: 'Not in this class',
      help: 'Your class is in C-110.',
    });
    expect(said({ kind: 'wrong-room' }).help).toBe('Your class is in another room.');
  });

  test('counts minutes in words, one or many', () => {
    expect(said({ kind: 'late', minutes: 12 }).help).toBe('12 minutes after the start');
    expect(said({ kind: 'late', minutes: 1 }).help).toBe('1 minute after the start');
    expect(said({ kind: 'already-recorded', minutes: 0 }).help).toBe('A moment ago. Once is enough.');
    expect(answerWords(answer({ kind: 'late', at: at('09:12'), minutes: 1 }), de).help).toBe(
      '1 Minute nach Beginn',
    );
  });

  test.each(AnswerKindSchema.options)(
    '%s has a word in every language, and refusals say what to do next',
    (kind) => {
      for (const messages of [en, de]) {
        const words = answerWords(answer({ kind, at: at('09:12') }), messages);
        expect(words.word.length).toBeGreaterThan(2);
        if (words.tone === 'stop') expect(words.help?.length ?? 0).toBeGreaterThan(10);
      }
    },
  );

  test.each(AnswerKindSchema.options)('%s sounds as it looks', (kind) => {
    const { tone } = answerWords(answer({ kind, at: at('09:12') }), en);
    expect(soundOf(kind)).toBe({ good: 'accepted', late: 'late', stop: 'refused' }[tone]);
  });
});

describe('the melodies', () => {
  /** Whether each note is higher, lower or the same as the one before: what a melody is apart from its pitch. */
  const contour = (name: keyof typeof MELODIES) =>
    MELODIES[name].slice(1).map((note, index) => Math.sign(note.hz - (MELODIES[name][index]?.hz ?? 0)));

  test('differ in how they move, so that they can be told apart by anyone', () => {
    expect(contour('accepted')).toEqual([1, 1]);
    expect(contour('late')).toEqual([1, -1]);
    expect(contour('refused')).toEqual([0]);
  });

  test('are over before the next in line taps', () => {
    for (const notes of Object.values(MELODIES)) {
      expect(Math.max(...notes.map((note) => note.startMs + note.lengthMs))).toBeLessThan(500);
    }
  });
});
