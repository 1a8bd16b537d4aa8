import { pluralIn } from '#ui/language/plural-in.ts';

const plural = pluralIn('en');

/** `1 session`, `3 sessions`. */
export function count(number: number, one: string, other: string): string {
  return `${number} ${plural(number, { one, other })}`;
}
