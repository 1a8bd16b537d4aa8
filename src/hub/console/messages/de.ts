import { accountsWords } from './de/accounts.ts';
import { generalWords } from './de/general.ts';
import { importWords } from './de/import.ts';
import { kiosksWords } from './de/kiosks.ts';
import { markingWords } from './de/marking.ts';
import { registerWords } from './de/register.ts';
import { sectionsWords } from './de/sections.ts';
import { sessionsWords } from './de/sessions.ts';
import { studentsWords } from './de/students.ts';
import type { ConsoleMessages } from './en.ts';

export const de: ConsoleMessages = {
  ...generalWords,
  ...sessionsWords,
  ...registerWords,
  ...markingWords,
  ...kiosksWords,
  ...sectionsWords,
  ...studentsWords,
  ...importWords,
  ...accountsWords,
};
