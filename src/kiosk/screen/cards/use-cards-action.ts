import type { CardsAction } from '#contracts/engine-link/panel/cards-page.ts';
import { useScreen } from '../screen-context.ts';

/** Tells the engine what was done on the page of cards. */
export function useCardsAction(): (action: CardsAction) => void {
  const { command } = useScreen();
  return (action) => command({ type: 'panel', command: { type: 'cards', action } });
}
