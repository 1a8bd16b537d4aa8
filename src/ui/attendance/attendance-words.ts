import type { Method } from '#domain/ledger/event.ts';
import type { MarkStatus } from '#domain/register/mark-status.ts';
import type { Language } from '#ui/language/language.ts';

type AttendanceWords = {
  readonly status: Readonly<Record<MarkStatus, string>>;
  readonly method: Readonly<Record<Method, string>>;
};

/** What marks and kinds of proof are called, the same on every page. */
export const ATTENDANCE_WORDS: Readonly<Record<Language, AttendanceWords>> = {
  en: {
    status: {
      P: 'Present',
      L: 'Late',
      H: 'Partly',
      E: 'Excused',
      O: 'On duty',
      A: 'Absent',
      '?': 'Not yet',
    },
    method: {
      card: 'by card',
      finger: 'by finger',
      pass: 'by phone pass',
      badge: 'by printed badge',
      phone: 'by phone',
      pin: 'by PIN',
      console: 'by hand',
      policy: 'by rule',
    },
  },
  de: {
    status: {
      P: 'Anwesend',
      L: 'Verspätet',
      H: 'Teilweise',
      E: 'Entschuldigt',
      O: 'Im Dienst',
      A: 'Abwesend',
      '?': 'Noch nicht',
    },
    method: {
      card: 'mit Karte',
      finger: 'mit Finger',
      pass: 'mit Pass im Telefon',
      badge: 'mit gedrucktem Ausweis',
      phone: 'mit Telefon',
      pin: 'mit PIN',
      console: 'von Hand',
      policy: 'nach Regel',
    },
  },
};
