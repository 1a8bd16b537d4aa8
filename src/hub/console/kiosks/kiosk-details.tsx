import type { ReactNode } from 'react';
import type { Kiosk } from '#contracts/hub-api/kiosks.ts';
import { useNow } from '#ui/clock/now.tsx';
import { useWords } from '../messages/console-words.ts';
import { Button } from '../parts/button.tsx';
import { DialogActions, DialogFrame } from '../parts/dialogs.tsx';
import { Notice } from '../parts/notice.tsx';
import styles from './kiosk-details.module.css';
import { kioskState } from './kiosk-look.ts';
import { KioskReadersList } from './kiosk-readers.tsx';
import { WORRY_TONE, worriesOf } from './kiosk-worries.ts';
import { useAgo } from './use-ago.ts';
import { useWorryWords } from './use-worry-words.ts';

type Props = {
  /** Null: nobody looks. */
  readonly kiosk: Kiosk | null;
  readonly onRevoke: (kiosk: Kiosk) => void;
  readonly onClose: () => void;
};

/** Everything the hub knows of one kiosk, and what to do about what is wrong with it. */
export function KioskDetails({ kiosk, onRevoke, onClose }: Props): ReactNode {
  const { messages } = useWords();
  const worryWords = useWorryWords();
  const now = useNow(1000);
  if (kiosk === null) return null;
  const words = messages.kiosks;
  return (
    <DialogFrame title={words.detailsTitle(kiosk.name, kiosk.number)} isOpen onClose={onClose}>
      {worriesOf(kiosk, now).map((worry) => {
        const { short, help } = worryWords(worry, kiosk);
        return (
          <Notice key={worry} tone={WORRY_TONE[worry]}>
            {`${short}. ${help}`}
          </Notice>
        );
      })}
      <Facts kiosk={kiosk} now={now} />
      <KioskReadersList kiosk={kiosk.number} />
      <DialogActions>
        {kiosk.revokedAt === null && (
          <Button look="danger" onPress={() => onRevoke(kiosk)}>
            {words.revoke}
          </Button>
        )}
        <Button autoFocus onPress={onClose}>
          {messages.common.close}
        </Button>
      </DialogActions>
    </DialogFrame>
  );
}

function Facts({ kiosk, now }: { readonly kiosk: Kiosk; readonly now: number }): ReactNode {
  const { messages, times } = useWords();
  const ago = useAgo();
  const words = messages.kiosks;
  const { none } = messages.common;
  const { clock, ledgers, check } = kiosk;
  const facts: readonly (readonly [string, string])[] = [
    [words.column.room, kiosk.room ?? none],
    [words.column.state, words.state[kioskState(kiosk)]],
    [words.column.contact, ago(kiosk.lastContactAt, now)],
    [words.column.backlog, words.events(kiosk.backlog)],
    [
      words.column.clock,
      clock === null ? words.clockUnknown : words.clockFact(clock.offsetMs, clock.uncertaintyMs),
    ],
    [
      words.facts.check,
      check === null ? words.facts.notTold : words.facts.checked(check.outcome, times.dateAndClock(check.at)),
    ],
    [
      words.facts.ledgers,
      ledgers === null
        ? none
        : words.facts.began(ledgers.count, ledgers.reason, times.dateAndClock(ledgers.at)),
    ],
    ...(ledgers === null || ledgers.lost === null
      ? []
      : [[words.facts.lost, words.facts.lostFact(ledgers.lost.atLeast, ledgers.lost.mayBeMore)] as const]),
    [words.column.ledger, kiosk.epoch ?? none],
    [words.facts.unknownCards, String(kiosk.unknownCards)],
    [words.facts.flagged, String(kiosk.flaggedEvents)],
    [words.column.version, kiosk.app ?? none],
    [words.facts.enrolled, times.dateAndClock(kiosk.enrolledAt)],
  ];
  return (
    <dl className={styles['facts']}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
