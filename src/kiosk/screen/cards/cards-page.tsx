import type { ReactNode } from 'react';
import type { CardsPage as Page } from '#contracts/engine-link/panel/cards-page.ts';
import { unreachable } from '#domain/unreachable.ts';
import { HeldCard } from './held-card.tsx';
import { PickPerson } from './pick-person.tsx';
import { WaitingForCard } from './waiting-for-card.tsx';

/** Giving out cards, and taking them away. */
export function CardsPage({ page: { step } }: { readonly page: Page }): ReactNode {
  switch (step.kind) {
    case 'waiting':
      return <WaitingForCard step={step} />;
    case 'choosing':
      return <PickPerson step={step} />;
    case 'held':
      return <HeldCard step={step} />;
    default:
      return unreachable(step);
  }
}
