import type { SectionsWords } from '../en/sections.ts';
import { count } from './count.ts';

export const sectionsWords: SectionsWords = {
  sections: {
    title: 'Gruppen',
    column: {
      course: 'Kurs',
      section: 'Gruppe',
      teacher: 'Lehrpersonen',
      term: 'Semester',
      students: 'Studierende',
    },
    emptyTitle: 'Noch keine Gruppen',
    emptyHelp: 'Importieren Sie sie aus Dateien.',
    emptyFacultyHelp: 'Sie unterrichten zurzeit keine. Die Verwaltung kann das ändern.',
    all: 'Alle Gruppen',
    students: (number) => `${number} Studierende`,
    trend: 'Anwesenheit, Treffen für Treffen',
    trendLead: 'Jeder Balken führt zu seinem Register.',
    trendNone: 'Noch kein Treffen hat stattgefunden.',
    needed: (percent) => `${percent} % nötig`,
    bar: (date, here, enrolled, late) => `${date}: ${here} von ${enrolled} waren da, ${late} verspätet`,
    barNotHeld: (date) => `${date}: nicht gehalten`,
    average: (text) => `im Schnitt ${text} %`,
    held: (number) => count(number, 'Treffen', 'Treffen'),
    standings: 'Studierende',
    studentColumn: {
      name: 'Name',
      number: 'Nummer',
      toDate: 'Bisher',
      best: 'Bestenfalls',
      mayMiss: 'Darf fehlen',
      verdict: 'Urteil',
      marks: 'Letzte Vermerke',
    },
    latest: (words) => `Letzte Vermerke, der neueste zuletzt: ${words}`,
    notEnrolled: 'nicht eingeschrieben',
    letters: { P: 'A', L: 'V', H: 'T', E: 'E', O: 'D', A: 'F', '?': '·' },
  },
};
