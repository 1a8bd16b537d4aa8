import { MonitorSmartphone } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Kiosk, Kiosks } from '#contracts/hub-api/kiosks.ts';
import type { KioskNumber } from '#domain/ids.ts';
import { allKiosks } from '../api/kiosk-requests.ts';
import { useLoaded } from '../api/use-loaded.ts';
import { PageTitle } from '../frame/page-title.tsx';
import { useWords } from '../messages/console-words.ts';
import { Empty } from '../parts/empty.tsx';
import { SkeletonRows } from '../parts/skeleton.tsx';
import table from '../parts/table.module.css';
import { WhenLoaded } from '../parts/when-loaded.tsx';
import { AddKiosk } from './add-kiosk.tsx';
import type { KioskArrangement } from './arrange-kiosks.ts';
import { KeepingStrip } from './keeping-strip.tsx';
import { KioskDetails } from './kiosk-details.tsx';
import styles from './kiosks-page.module.css';
import { KiosksTable } from './kiosks-table.tsx';
import { RevokeKiosk } from './revoke-kiosk.tsx';

/** Kiosks say something every five seconds. */
const REREAD_MS = 5_000;

/** Every kiosk, how it is, and the ways to add one and to shut one out. */
export function KiosksPage(): ReactNode {
  const { messages } = useWords();
  const { loaded, store } = useLoaded(allKiosks, { everyMs: REREAD_MS });
  const [arrangement, setArrangement] = useState<KioskArrangement>({
    column: 'attention',
    isDescending: false,
  });
  const [revoking, setRevoking] = useState<Kiosk | null>(null);
  const [looking, setLooking] = useState<KioskNumber | null>(null);
  const words = messages.kiosks;
  const kiosks = loaded.name === 'loaded' ? loaded.value.kiosks : [];
  return (
    <div className={styles['page']}>
      <div className={styles['head']}>
        <PageTitle title={words.title} />
        <p>{kiosks.length > 0 && loaded.name === 'loaded' && summaryOf(loaded.value, words.summary)}</p>
        <AddKiosk kiosks={kiosks} onClose={store.reload} />
      </div>
      <KeepingStrip />
      <div className={table['card']}>
        <WhenLoaded loaded={loaded} skeleton={<SkeletonRows count={5} />} onRetry={store.reload}>
          {(answer) =>
            answer.kiosks.length === 0 ? (
              <Empty icon={MonitorSmartphone} title={words.emptyTitle}>
                {words.emptyHelp}
              </Empty>
            ) : (
              <KiosksTable
                kiosks={answer.kiosks}
                arrangement={arrangement}
                onArrange={setArrangement}
                onRevoke={setRevoking}
                onLook={({ number }) => setLooking(number)}
              />
            )
          }
        </WhenLoaded>
      </div>
      <KioskDetails
        kiosk={kiosks.find(({ number }) => number === looking) ?? null}
        onClose={() => setLooking(null)}
        onRevoke={(kiosk) => {
          setLooking(null);
          setRevoking(kiosk);
        }}
      />
      <RevokeKiosk
        kiosk={revoking}
        onClose={() => setRevoking(null)}
        onRevoked={(revoked) => {
          store.put((answer) => ({ ...answer, kiosks: replaced(answer.kiosks, revoked) }));
          setRevoking(null);
        }}
      />
    </div>
  );
}

function summaryOf({ kiosks }: Kiosks, words: (all: number, online: number) => string): string {
  const active = kiosks.filter(({ revokedAt }) => revokedAt === null);
  return words(active.length, active.filter(({ online }) => online).length);
}

function replaced(kiosks: readonly Kiosk[], changed: Kiosk): Kiosk[] {
  return kiosks.map((kiosk) => (kiosk.number === changed.number ? changed : kiosk));
}
