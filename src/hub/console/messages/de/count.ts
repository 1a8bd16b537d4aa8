import { pluralIn } from '#ui/language/plural-in.ts';

const plural = pluralIn('de');

/** `1 Sitzung`, `3 Sitzungen`. */
export function count(number: number, one: string, other: string): string {
  return `${number} ${plural(number, { one, other })}`;
}
