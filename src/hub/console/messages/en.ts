import { accountsWords } from './en/accounts.ts';
import { generalWords } from './en/general.ts';
import { importWords } from './en/import.ts';
import { kiosksWords } from './en/kiosks.ts';
import { markingWords } from './en/marking.ts';
import { registerWords } from './en/register.ts';
import { sectionsWords } from './en/sections.ts';
import { sessionsWords } from './en/sessions.ts';
import { studentsWords } from './en/students.ts';

/** Every word on the console. What this object has, each other language must have. */
export const en = {
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

export type ConsoleMessages = typeof en;
