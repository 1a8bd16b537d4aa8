import { IdCard } from 'lucide-react';
import type { ReactNode } from 'react';
import type { CardsPage } from '#contracts/engine-link/panel/cards-page.ts';
import { Button } from '../frame/button.tsx';
import { PersonPicker } from '../people/person-picker.tsx';
import { useScreen } from '../screen-context.ts';
import { useCardsAction } from './use-cards-action.ts';

type Step = Extract<CardsPage['step'], { kind: 'choosing' }>;

/** Whose the card is that was just read: those without a card first, since it is nearly always one of them. */
export function PickPerson({ step }: { readonly step: Step }): ReactNode {
  const { messages } = useScreen();
  const act = useCardsAction();
  const words = messages.cards;
  const people = step.people.map((person) => ({
    ...person,
    note: person.hasCard ? words.hasCard : words.hasNone,
    isLikely: !person.hasCard,
  }));
  return (
    <PersonPicker
      heading={words.whose}
      lead={words.readAt(step.reader)}
      action={<Button onClick={() => act({ type: 'start-over' })}>{words.startOver}</Button>}
      people={people}
      likely={words.without(people.filter(({ isLikely }) => isLikely).length)}
      everyone={words.everyone(people.length)}
      noneLikely={words.everyoneHasOne}
      choices={(personId) => (
        <Button look="primary" onClick={() => act({ type: 'give', personId })}>
          <IdCard aria-hidden="true" />
          {words.give(people.find((person) => person.personId === personId)?.name ?? '')}
        </Button>
      )}
    />
  );
}
