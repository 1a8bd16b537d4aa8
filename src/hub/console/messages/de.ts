import { type ConsoleMessages, en } from './en.ts';
export const de: ConsoleMessages = en;
