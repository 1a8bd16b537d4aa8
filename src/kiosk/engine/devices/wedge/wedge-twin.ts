import type { WedgeKey } from './wedge-keys.ts';

/**
 * The keys that a typing reader presses for a number: one every `gapMs` from `at` on, Shift around capital letters, Enter at the end.
 * Feed them to a `WedgeReader`, or to the screen as keyboard events.
 */
export function wedgeTwinKeys(number: string, at: number, gapMs = 8): WedgeKey[] {
  const codes = [...number].flatMap(codesOf);
  return [...codes, 'Enter'].map((code, i) => ({ code, at: at + i * gapMs }));
}

function codesOf(character: string): string[] {
  if (character === ',') return ['Comma'];
  return /\d/.test(character) ? [`Digit${character}`] : ['ShiftLeft', `Key${character}`];
}
