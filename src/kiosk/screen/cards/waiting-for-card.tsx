import { CircleCheck, CircleX, IdCard, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { CardsPage } from '#contracts/engine-link/panel/cards-page.ts';
import type { Tone } from '#ui/attendance/status-look.ts';
import type { ScreenMessages } from '../messages/en.ts';
import { useScreen } from '../screen-context.ts';
import styles from './cards-page.module.css';

type Step = Extract<CardsPage['step'], { kind: 'waiting' }>;

type Words = {
  readonly icon: LucideIcon;
  readonly tone: Tone;
  readonly title: string;
  readonly help: string;
  readonly next: string | null;
};

/** Asks for a card, and says what came of the last one. */
export function WaitingForCard({ step }: { readonly step: Step }): ReactNode {
  const { messages } = useScreen();
  const { icon: Icon, tone, title, help, next } = wordsOf(step, messages);
  return (
    <div className={styles['notice']} data-tone={tone} role="status">
      <Icon className={styles['sign']} aria-hidden="true" />
      <h2 className={styles['heading']}>{title}</h2>
      <p className={styles['help']}>{help}</p>
      {next !== null && <p className={styles['next']}>{next}</p>}
    </div>
  );
}

function wordsOf({ refused, done }: Step, { cards: words }: ScreenMessages): Words {
  if (refused !== null) return { icon: CircleX, tone: 'stop', ...words.refused[refused], next: words.next };
  if (done === null)
    return { icon: IdCard, tone: 'plain', title: words.hold, help: words.holdHelp, next: null };
  const [title, help] =
    done.kind === 'given'
      ? [words.given(done.name), words.givenHelp]
      : [words.taken(done.name), words.takenHelp];
  return { icon: CircleCheck, tone: 'good', title, help, next: words.next };
}
