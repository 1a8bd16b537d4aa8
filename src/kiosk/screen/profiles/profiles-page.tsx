import { CircleCheck, CircleX, IdCard, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ProfilesPage as Page } from '#contracts/engine-link/panel/profiles-page.ts';
import { PROFILE_EXAMPLES } from '#domain/card-number/profile-examples.ts';
import type { Tone } from '#ui/attendance/status-look.ts';
import { Button } from '../frame/button.tsx';
import { useScreen } from '../screen-context.ts';
import { NumberOfCard } from './number-of-card.tsx';
import styles from './profiles-page.module.css';
import { useProfilesAction } from './use-profiles-action.ts';

type Props = { readonly page: Page };

/** Two cards that are known are held to a reader: then it is known how the reader writes them. */
export function ProfilesPage({ page }: Props): ReactNode {
  const { messages } = useScreen();
  const act = useProfilesAction();
  const words = messages.profiles;
  const { reader, cards } = page;
  return (
    <div className={styles['wizard']}>
      <p className={styles['lead']}>
        {reader === null ? words.lead : words.reader(reader.name, reader.profile)}
      </p>
      {cards.length > 0 && (
        <ol className={styles['cards']}>
          {cards.map(({ ending, fitting }) => (
            <li key={ending} className={styles['card']}>
              <IdCard aria-hidden="true" />
              <span className={styles['ending']}>{words.card(ending)}</span>
              <span className={styles['fits']}>{words.fits(fitting)}</span>
            </li>
          ))}
        </ol>
      )}
      <Step page={page} />
      {reader !== null && (
        <Button className={styles['again']} onClick={() => act({ type: 'start-over' })}>
          {words.startOver}
        </Button>
      )}
    </div>
  );
}

function Step({ page }: Props): ReactNode {
  const { messages } = useScreen();
  const act = useProfilesAction();
  const words = messages.profiles;
  const { unknown, cards, result } = page;
  if (unknown !== null) {
    return (
      <Notice icon={CircleX} tone="stop" title={words.unknown(unknown)} help={words.unknownHelp}>
        <NumberOfCard key={unknown} />
      </Notice>
    );
  }
  if (result.kind === 'none') {
    return <Notice icon={TriangleAlert} tone="stop" title={words.none} help={words.noneHelp} />;
  }
  if (result.kind === 'open') {
    const title = [words.first, words.second][cards.length] ?? words.more;
    return <Notice icon={IdCard} tone="plain" title={title} help={null} />;
  }
  const { profile, isPartial, isSet } = result;
  const found = words.foundAs(profile, PROFILE_EXAMPLES[profile]);
  return (
    <Notice icon={CircleCheck} tone="good" title={words.found} help={found}>
      {isPartial && <p className={styles['warning']}>{words.partial}</p>}
      {isSet ? (
        <p className={styles['help']}>{words.already}</p>
      ) : (
        <Button look="primary" onClick={() => act({ type: 'use' })}>
          {words.use}
        </Button>
      )}
    </Notice>
  );
}

type NoticeProps = {
  readonly icon: LucideIcon;
  readonly tone: Tone;
  readonly title: string;
  readonly help: string | null;
  readonly children?: ReactNode;
};

function Notice({ icon: Icon, tone, title, help, children }: NoticeProps): ReactNode {
  return (
    <div className={styles['notice']} data-tone={tone} role="status">
      <Icon className={styles['sign']} aria-hidden="true" />
      <h2 className={styles['heading']}>{title}</h2>
      {help !== null && <p className={styles['help']}>{help}</p>}
      {children}
    </div>
  );
}
