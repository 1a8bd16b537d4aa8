import {
  Check,
  CheckCheck,
  Clock,
  DoorClosed,
  FileCheck,
  Hourglass,
  type LucideIcon,
  Signpost,
} from 'lucide-react';
import type { CheckInAnswer, OwnMark } from '#contracts/hub-api/check-in-answer.ts';
import { unreachable } from '#domain/unreachable.ts';
import { ATTENDANCE_WORDS } from '#ui/attendance/attendance-words.ts';
import type { Tone } from '#ui/attendance/status-look.ts';
import type { StudentWords } from '../messages/student-words.ts';

/** How an answer is said and drawn. */
export type AnswerLook = {
  readonly icon: LucideIcon;
  readonly tone: Tone;
  readonly title: string;
  /** What follows from it; null when nothing does. */
  readonly help: string | null;
};

export function lookOf(answer: CheckInAnswer, words: StudentWords): AnswerLook {
  const { messages, times } = words;
  const said = messages.answered;
  switch (answer.kind) {
    case 'recorded':
      return lookOfMark(answer.mark, words);
    case 'already-recorded': {
      const look = lookOfMark(answer.mark, words);
      return { ...look, icon: look.tone === 'good' ? CheckCheck : look.icon, title: said.already };
    }
    case 'provisional':
      return { icon: Hourglass, tone: 'late', title: said.provisional, help: said.because[answer.because] };
    case 'not-enrolled':
      return {
        icon: Signpost,
        tone: 'stop',
        title: said.notEnrolled,
        help: `${said.notEnrolledHelp(answer.class.courseTitle)} ${said.mistake}`,
      };
    case 'not-open': {
      const time = answer.boundary === null ? null : times.clock(answer.boundary);
      return {
        icon: DoorClosed,
        tone: 'stop',
        title: said.notOpen[answer.because](time),
        help: said.notOpenHelp,
      };
    }
    default:
      return unreachable(answer);
  }
}

function lookOfMark(mark: OwnMark, { messages, language, times }: StudentWords): AnswerLook {
  const said = messages.answered;
  const { status, arrivedAt, cutOffAt, minutesLate } = mark;
  const isTooLate = arrivedAt !== null && Math.floor(arrivedAt / 1000) > Math.floor(cutOffAt / 1000);
  switch (status) {
    case 'P':
      return { icon: Check, tone: 'good', title: said.present, help: null };
    case 'L':
      return { icon: Check, tone: 'late', title: said.late(minutesLate), help: null };
    case '?':
    case 'A':
      if (isTooLate || status === 'A') {
        const help = said.tooLateHelp(times.clock(cutOffAt));
        return { icon: Clock, tone: 'stop', title: said.tooLate, help };
      }
      return { icon: Hourglass, tone: 'plain', title: said.noted, help: said.notedHelp };
    case 'H':
    case 'E':
    case 'O':
      return {
        icon: FileCheck,
        tone: 'plain',
        title: said.byHand(ATTENDANCE_WORDS[language].status[status]),
        help: null,
      };
    default:
      return unreachable(status);
  }
}

/** `Late (after 09:05)`. */
export function statusWords(mark: OwnMark, { messages, language, times }: StudentWords): string {
  const words = ATTENDANCE_WORDS[language];
  const status = words.status[mark.status];
  if (mark.status === 'L') return messages.answered.after(status, times.clock(mark.lateFrom));
  if (mark.status === 'P' && mark.method === 'phone') {
    return messages.answered.until(status, times.clock(mark.lateFrom));
  }
  return mark.method === null ? status : messages.answered.method(status, words.method[mark.method]);
}
