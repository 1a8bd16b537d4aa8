import type { ReactNode } from 'react';
import type { KioskReaders } from '#contracts/hub-api/kiosk-readers.ts';
import type { KioskNumber } from '#domain/ids.ts';
import { readersOf } from '../api/kiosk-requests.ts';
import { useLoaded } from '../api/use-loaded.ts';
import { useWords } from '../messages/console-words.ts';
import { SkeletonRows } from '../parts/skeleton.tsx';
import { WhenLoaded } from '../parts/when-loaded.tsx';
import styles from './kiosk-readers.module.css';

/** More are of no use to anybody who looks for what was wrong. */
const GAPS_SHOWN = 8;

/** How a kiosk's readers are, and when they weren't to be relied on. */
export function KioskReadersList({ kiosk }: { readonly kiosk: KioskNumber }): ReactNode {
  const { messages } = useWords();
  const { loaded, store } = useLoaded(readersOf(kiosk), { everyMs: 10_000 });
  const words = messages.kiosks.readers;
  return (
    <section className={styles['readers']} aria-label={words.title}>
      <h3>{words.title}</h3>
      <WhenLoaded loaded={loaded} skeleton={<SkeletonRows count={2} />} onRetry={store.reload}>
        {({ readers, gaps }) => (
          <>
            {readers.length === 0 && <p className={styles['none']}>{words.none}</p>}
            <ul>
              {readers.map((reader) => (
                <Reader key={reader.reader} reader={reader} />
              ))}
            </ul>
            <Gaps gaps={gaps} />
          </>
        )}
      </WhenLoaded>
    </section>
  );
}

function Reader({
  reader: { reader, state, since, detail },
}: {
  readonly reader: KioskReaders['readers'][number];
}): ReactNode {
  const { messages, times } = useWords();
  const words = messages.kiosks.readers;
  return (
    <li>
      <span className={styles['name']}>{reader}</span>
      <span className={styles['state']} data-state={state}>
        {words.since(words.state[state], times.dateAndClock(since))}
      </span>
      {state !== 'ready' && <span className={styles['detail']}>{detail}</span>}
    </li>
  );
}

function Gaps({ gaps }: { readonly gaps: KioskReaders['gaps'] }): ReactNode {
  const { messages, times } = useWords();
  const words = messages.kiosks.readers;
  // What lasts is said of the reader itself.
  const over = gaps.flatMap((gap) => (gap.to === null ? [] : [{ ...gap, to: gap.to }])).slice(0, GAPS_SHOWN);
  if (over.length === 0) return null;
  const end = (from: number, to: number) =>
    times.date(from) === times.date(to) ? times.clock(to) : times.dateAndClock(to);
  return (
    <>
      <h4>{words.gaps}</h4>
      <ul>
        {over.map(({ reader, state, from, to, detail }) => (
          <li key={`${reader} ${from}`}>
            <span className={styles['name']}>{reader}</span>
            <span>{words.gap(words.state[state], times.dateAndClock(from), end(from, to))}</span>
            <span className={styles['detail']}>{detail}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
