import { CreditCard } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { PersonDetail } from '#contracts/hub-api/people.ts';
import { takeCardAway } from '../api/people-requests.ts';
import { useAction } from '../api/use-action.ts';
import { useUser } from '../console-context.ts';
import { useWords } from '../messages/console-words.ts';
import { Button } from '../parts/button.tsx';
import { Confirm } from '../parts/dialogs.tsx';
import styles from './student-detail.module.css';

type Card = PersonDetail['cards'][number];

type Props = {
  readonly detail: PersonDetail;
  readonly onChanged: (detail: PersonDetail) => void;
};

/** Somebody's cards, which an administrator may take away, and what a card's number is worth. */
export function Cards({ detail, onChanged }: Props): ReactNode {
  const { messages } = useWords();
  const { role } = useUser();
  const [leaving, setLeaving] = useState<Card | null>(null);
  const action = useAction();
  const words = messages.students;
  const close = (): void => {
    action.clear();
    setLeaving(null);
  };
  return (
    <section className={styles['part']}>
      <h3>{words.cards}</h3>
      {detail.cards.length === 0 && <p className={styles['help']}>{words.cardsNone}</p>}
      {detail.cards.map((card) => (
        <div key={card.id} className={styles['card']}>
          <p className={styles['phone']}>
            <CreditCard aria-hidden="true" />
            <CardWords card={card} />
          </p>
          {role === 'admin' && <Button onPress={() => setLeaving(card)}>{words.takeCard}</Button>}
        </div>
      ))}
      <p className={styles['help']}>{words.cardsCopied}</p>
      {leaving !== null && (
        <Confirm
          title={words.takeCardTitle(detail.person.name)}
          lead={words.takeCardLead}
          act={words.takeCard}
          keep={messages.common.cancel}
          isOpen
          action={action}
          onAct={() =>
            action.run(takeCardAway(detail.person.id, leaving.id), (changed) => {
              onChanged(changed);
              setLeaving(null);
            })
          }
          onClose={close}
        >
          <p className={styles['phone']}>
            <CreditCard aria-hidden="true" />
            <CardWords card={leaving} />
          </p>
        </Confirm>
      )}
    </section>
  );
}

function CardWords({ card: { lastDigits, from, given } }: { readonly card: Card }): ReactNode {
  const { messages, times } = useWords();
  const words = messages.students;
  const what = given === null ? words.cardEnding(lastDigits) : words.cardGiven(given.room, given.by);
  return from === 0 ? what : words.cardSince(what, times.shortDate(from));
}
