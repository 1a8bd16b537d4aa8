import type { Answer } from '#contracts/engine-link/screen-state.ts';
import { unreachable } from '#domain/unreachable.ts';
import type { Tone } from '#ui/attendance/status-look.ts';
import type { ScreenMessages } from '../messages/en.ts';

/** The picture in an answer's badge. */
export type AnswerSign = 'check' | 'double-check' | 'clock' | 'cross' | 'map-pin' | 'question' | 'wave';

/** What an answer says: one word from eight metres, and what to do from two. */
export type AnswerWords = {
  readonly tone: Exclude<Tone, 'plain'>;
  readonly sign: AnswerSign;
  readonly word: string;
  /** What it means or what to do next; nothing where the word says it all. */
  readonly help: string | null;
};

/** Puts an answer into words. The answer itself was decided by the engine. */
export function answerWords(answer: Answer, messages: ScreenMessages): AnswerWords {
  const words = messages.answer;
  const minutes = answer.minutes ?? 0;
  switch (answer.kind) {
    case 'present':
      return { tone: 'good', sign: 'check', word: words.present, help: null };
    case 'late':
      return {
        tone: 'late',
        sign: 'clock',
        word: words.late,
        help: minutes > 0 ? words.lateBy(minutes) : null,
      };
    case 'noted':
      return { tone: 'good', sign: 'check', word: words.noted, help: words.notedHelp };
    case 'already-recorded':
      return {
        tone: 'good',
        sign: 'double-check',
        word: words.alreadyRecorded,
        help: words.alreadyRecordedHelp(minutes),
      };
    case 'faculty':
      return { tone: 'good', sign: 'wave', word: words.faculty, help: words.facultyHelp };
    case 'after-cut-off':
      return { tone: 'stop', sign: 'clock', word: words.afterCutOff, help: words.afterCutOffHelp };
    case 'not-enrolled':
      return { tone: 'stop', sign: 'cross', word: words.notEnrolled, help: words.notEnrolledHelp };
    case 'wrong-room':
      return {
        tone: 'stop',
        sign: 'map-pin',
        word: words.wrongRoom,
        help: answer.room === null ? words.wrongRoomUnknown : words.wrongRoomHelp(answer.room),
      };
    case 'unknown-card':
      return { tone: 'stop', sign: 'question', word: words.unknownCard, help: words.unknownCardHelp };
    case 'ambiguous-card':
      return { tone: 'stop', sign: 'question', word: words.ambiguousCard, help: words.ambiguousCardHelp };
    case 'unknown-pass':
      return { tone: 'stop', sign: 'question', word: words.unknownPass, help: words.unknownPassHelp };
    case 'expired-pass':
      return { tone: 'stop', sign: 'clock', word: words.expiredPass, help: words.expiredPassHelp };
    case 'unconfirmed-phone':
      return { tone: 'stop', sign: 'question', word: words.newPhone, help: words.newPhoneHelp };
    case 'unknown-finger':
      return { tone: 'stop', sign: 'question', word: words.unknownFinger, help: words.unknownFingerHelp };
    case 'no-session':
      return { tone: 'stop', sign: 'cross', word: words.noSession, help: words.noSessionHelp };
    default:
      return unreachable(answer.kind);
  }
}
