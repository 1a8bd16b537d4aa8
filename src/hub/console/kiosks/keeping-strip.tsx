import { DatabaseBackup, HardDrive, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Keeping } from '#contracts/hub-api/keeping.ts';
import type { Tone } from '#ui/attendance/status-look.ts';
import { useNow } from '#ui/clock/now.tsx';
import { keeping } from '../api/kiosk-requests.ts';
import { useLoaded } from '../api/use-loaded.ts';
import { useWords } from '../messages/console-words.ts';
import { SkeletonRows } from '../parts/skeleton.tsx';
import { WhenLoaded } from '../parts/when-loaded.tsx';
import styles from './keeping-strip.module.css';
import { useAgo } from './use-ago.ts';

const REREAD_MS = 5_000;

/** Whether what the kiosks delivered is safe at the hub: its backups, and the nightly check of its database. */
export function KeepingStrip(): ReactNode {
  const { loaded, store } = useLoaded(keeping, { everyMs: REREAD_MS });
  return (
    <div className={styles['strip']}>
      <WhenLoaded loaded={loaded} skeleton={<SkeletonRows count={1} />} onRetry={store.reload}>
        {({ backups, check, disk }) => (
          <>
            <Disk disk={disk} />
            <Backups backups={backups} />
            <Check check={check} />
          </>
        )}
      </WhenLoaded>
    </div>
  );
}

function Backups({ backups }: { readonly backups: Keeping['backups'] }): ReactNode {
  const { messages } = useWords();
  const ago = useAgo();
  const now = useNow(1000);
  const words = messages.kiosks.keeping;
  const { last, problem, running, standing, folder } = backups;
  const lastWords = last === null ? words.noneYet : words.lastBackup(ago(last.at, now), last.events);
  const trouble =
    problem === null
      ? []
      : [problem.kind === 'damaged' ? words.backupDamaged : words.backupFailed, problem.text];
  const notes = [
    ...trouble,
    ...(standing === 'off' ? [words.offHelp] : []),
    ...(last?.onSameDisk === true ? [words.sameDisk] : []),
  ];
  return (
    <Line
      icon={DatabaseBackup}
      tone={TONES[standing]}
      title={standing === 'off' ? words.off : words.backups}
      running={running}
      says={standing === 'off' && last === null ? '' : lastWords}
      notes={notes}
      where={folder}
    />
  );
}

const TONES: Readonly<Record<Keeping['backups']['standing'], Tone>> = {
  off: 'late',
  ok: 'good',
  late: 'late',
  failing: 'stop',
};

function Check({ check: { running, last } }: { readonly check: Keeping['check'] }): ReactNode {
  const { messages } = useWords();
  const ago = useAgo();
  const now = useNow(1000);
  const words = messages.kiosks.keeping;
  const isDamaged = last !== null && last.damage.length > 0;
  const sound = last === null ? words.notChecked : words.sound(ago(last.at, now), last.events);
  return (
    <Line
      icon={HardDrive}
      tone={isDamaged ? 'stop' : last === null ? 'plain' : 'good'}
      title={words.database}
      running={running}
      says={isDamaged ? words.damaged : sound}
      notes={isDamaged ? [...last.damage.slice(0, 3), words.damagedHelp] : []}
      where={null}
    />
  );
}

/** Only told of when something is wrong with it. */
function Disk({ disk: { standing, freeBytes } }: { readonly disk: Keeping['disk'] }): ReactNode {
  const { messages } = useWords();
  const words = messages.kiosks.keeping;
  if (standing === 'ok') return null;
  const isLow = standing === 'low';
  return (
    <Line
      icon={HardDrive}
      tone={isLow ? 'late' : 'stop'}
      title={isLow ? words.diskLow : words.diskFull}
      says={words.diskFree(Math.floor(freeBytes / 2 ** 20))}
      running={null}
      notes={[isLow ? words.diskLowHelp : words.diskFullHelp]}
      where={null}
    />
  );
}

type LineProps = {
  readonly icon: LucideIcon;
  readonly tone: Tone;
  readonly title: string;
  readonly says: string;
  readonly running: Keeping['backups']['running'];
  readonly notes: readonly string[];
  readonly where: string | null;
};

function Line({ icon: Icon, tone, title, says, running, notes, where }: LineProps): ReactNode {
  const { messages } = useWords();
  const { stage, percent } = messages.kiosks.keeping;
  return (
    <section className={styles['line']} data-tone={tone} aria-label={title}>
      <Icon aria-hidden="true" />
      <p>
        <strong>{title}</strong> <span title={where ?? undefined}>{says}</span>
      </p>
      {running !== null && (
        <p className={styles['running']}>
          <span>{stage[running.stage]}</span>
          <progress aria-label={stage[running.stage]} max={Math.max(1, running.total)} value={running.done} />
          <span>{percent(running.done, running.total)}</span>
        </p>
      )}
      {notes.map((note) => (
        <p key={note} className={styles['note']}>
          {note}
        </p>
      ))}
    </section>
  );
}
