import type { CardNumber } from '#domain/card-number/card-number.ts';
import { STAY_ENDS_AFTER_MS } from '../stays.ts';

type Visit = { readonly card: CardNumber; readonly number: number; readonly leftAt: number | undefined };

/** The cards on readers that say when a card comes and when it goes. */
export type CardVisits = { readonly begun: number; readonly visits: readonly Visit[] };

export const NO_VISITS: CardVisits = { begun: 0, visits: [] };

/** A card has come. `number` names its visit; undefined: it flickers at the edge of the field, and its visit goes on. `at` in monotonic ms. */
export function cardCame(
  before: CardVisits,
  card: CardNumber,
  at: number,
): { readonly visits: CardVisits; readonly number: number | undefined } {
  const recent = before.visits.filter(
    ({ leftAt }) => leftAt === undefined || at - leftAt < STAY_ENDS_AFTER_MS,
  );
  const known = recent.find((visit) => visit.card === card);
  const others = recent.filter((visit) => visit !== known);
  const number = known?.number ?? before.begun + 1;
  const visits = [...others, { card, number, leftAt: undefined }];
  return known === undefined
    ? { visits: { begun: number, visits }, number }
    : { visits: { begun: before.begun, visits }, number: undefined };
}

export function cardLeft(before: CardVisits, card: CardNumber, at: number): CardVisits {
  const visits = before.visits.map((visit) => (visit.card === card ? { ...visit, leftAt: at } : visit));
  return { ...before, visits };
}
