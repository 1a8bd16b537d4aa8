import { count } from './count.ts';

/** The sections and how they do. */
export const sectionsWords = {
  sections: {
    title: 'Sections',
    column: { course: 'Course', section: 'Section', teacher: 'Teachers', term: 'Term', students: 'Students' },
    emptyTitle: 'No sections yet',
    emptyHelp: 'Import them from files.',
    emptyFacultyHelp: 'You teach none now. An administrator can change that.',
    all: 'All sections',
    students: (number: number) => count(number, 'student', 'students'),
    trend: 'Attendance, meeting by meeting',
    trendLead: 'Each bar leads to its register.',
    trendNone: 'No meeting has been held yet.',
    needed: (percent: number) => `${percent}% needed`,
    bar: (date: string, here: number, enrolled: number, late: number) =>
      `${date}: ${here} of ${enrolled} were here, ${late} late`,
    barNotHeld: (date: string) => `${date}: not held`,
    average: (text: string) => `${text}% on average`,
    held: (number: number) => `${count(number, 'meeting', 'meetings')} held`,
    standings: 'Students',
    studentColumn: {
      name: 'Name',
      number: 'Number',
      toDate: 'So far',
      best: 'Best possible',
      mayMiss: 'May miss',
      verdict: 'Verdict',
      marks: 'Latest marks',
    },
    latest: (words: string) => `Latest marks, newest last: ${words}`,
    notEnrolled: 'not enrolled',
    letters: { P: 'P', L: 'L', H: 'H', E: 'E', O: 'D', A: 'A', '?': '·' },
  },
};

export type SectionsWords = typeof sectionsWords;
