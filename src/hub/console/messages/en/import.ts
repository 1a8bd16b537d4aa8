import { count } from './count.ts';

/** Importing from files. */
export const importWords = {
  import: {
    title: 'Import',
    lead: 'People, courses, sections, enrolments, rooms, timetable, holidays and cards, as OneRoster CSV or Muster’s own CSV files: one zip, or the files themselves.',
    drop: 'Drop files here',
    or: 'or',
    choose: 'Choose files',
    chosen: (number: number) => count(number, 'file', 'files'),
    remove: (name: string) => `Leave out ${name}`,
    check: 'Check the files',
    checking: 'Checking…',
    checkFirst: 'Nothing is changed yet: first you see what would happen.',
    apply: 'Apply',
    applyTitle: 'Apply this import?',
    applyLead: (changes: number) =>
      `${count(changes, 'change', 'changes')} will be made, all of them or none.`,
    applyRemoved: (removed: number) =>
      `${count(removed, 'thing ends', 'things end')} with it because the files no longer have them: see “Removed”. Their past stays.`,
    startOver: 'Choose other files',
    ready: 'The files are in order.',
    readyHelp: 'Nothing has been changed yet.',
    nothing: 'The files are in order, and nothing in them is new.',
    errors: (number: number) => `${count(number, 'error', 'errors')} to put right first`,
    errorsHelp: 'Nothing was changed. Correct the files and choose them again.',
    applied: 'Imported',
    appliedHelp: 'Kiosks get what concerns them by themselves.',
    more: (number: number) => `and ${number} more`,
    table: 'What',
    tables: {
      terms: 'Terms',
      courses: 'Courses',
      sections: 'Sections',
      people: 'People',
      enrolments: 'Enrolments',
      rooms: 'Rooms',
      timetable: 'Timetable',
      holidays: 'Holidays',
      cards: 'Cards',
    },
    added: 'New',
    changed: 'Changed',
    removed: 'Removed',
    unchanged: 'As before',
    column: {
      kind: 'Kind',
      file: 'File',
      row: 'Row',
      column: 'Column',
      problem: 'What is wrong',
      advice: 'What to do',
    },
    kind: { error: 'Error', warning: 'Warning' },
    size: (kilobytes: number) => `${kilobytes} kB`,
  },
};

export type ImportWords = typeof importWords;
