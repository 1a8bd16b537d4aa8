import { IdCard, Printer } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { createPortal } from 'react-dom';
import type { Badge, PersonDetail } from '#contracts/hub-api/people.ts';
import { QrCode } from '#ui/qr/qr-code.tsx';
import { newBadge } from '../api/people-requests.ts';
import { useAction } from '../api/use-action.ts';
import { useUser } from '../console-context.ts';
import { useWords } from '../messages/console-words.ts';
import { Button } from '../parts/button.tsx';
import { ProblemNotice } from '../parts/notice.tsx';
import styles from './badge.module.css';
import detailStyles from './student-detail.module.css';

type Props = {
  readonly detail: PersonDetail;
  /** A badge stands among the person's cards. */
  readonly onMade: () => void;
};

/** Makes a badge to be printed. It is shown once: its number is kept nowhere. */
export function BadgeMaker({ detail, onMade }: Props): ReactNode {
  const { messages } = useWords();
  const { role } = useUser();
  const [made, setMade] = useState<Badge | null>(null);
  const action = useAction();
  const words = messages.students.badge;
  if (!detail.mayHaveBadge || role !== 'admin') return null;
  const show = (badge: Badge): void => {
    setMade(badge);
    onMade();
  };
  return (
    <section className={detailStyles['part']}>
      <h3>{words.title}</h3>
      <p className={detailStyles['help']}>{words.copied}</p>
      {made !== null && <Sheet badge={made} person={detail.person} />}
      <div className={styles['actions']}>
        <Button
          look="plain"
          isPending={action.isBusy}
          onPress={() => action.run(newBadge(detail.person.id), show)}
        >
          <IdCard aria-hidden="true" /> {made === null ? words.make : words.another}
        </Button>
        {made !== null && (
          <Button look="primary" onPress={() => window.print()}>
            <Printer aria-hidden="true" /> {words.print}
          </Button>
        )}
      </div>
      <ProblemNotice problem={action.problem} />
    </section>
  );
}

type SheetProps = { readonly badge: Badge; readonly person: PersonDetail['person'] };

/** As it will be printed; and, unseen, alone on a page of its own for the printer. */
function Sheet(props: SheetProps): ReactNode {
  return (
    <>
      <BadgeFace {...props} />
      {createPortal(
        <div className={styles['page']} aria-hidden="true">
          <BadgeFace {...props} />
        </div>,
        document.body,
      )}
    </>
  );
}

function BadgeFace({ badge, person }: SheetProps): ReactNode {
  const { messages } = useWords();
  const words = messages.students.badge;
  return (
    <div className={styles['face']}>
      <QrCode className={styles['code']} text={badge.text} label={words.code(person.name)} />
      <p>
        <strong>{person.name}</strong>
        <span className="numbers">{person.studentNumber}</span>
        <span className={styles['digits']}>…{badge.lastDigits}</span>
      </p>
    </div>
  );
}
