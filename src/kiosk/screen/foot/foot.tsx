import {
  ClockAlert,
  CloudCheck,
  CloudOff,
  CloudUpload,
  FlaskConical,
  HardDrive,
  type LucideIcon,
  Nfc,
  Settings,
  ShieldAlert,
  Unplug,
  Wrench,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { ScreenState } from '#contracts/engine-link/screen-state.ts';
import { useNow } from '#ui/clock/now.tsx';
import { CameraLight } from '../camera/camera-light.tsx';
import { Button } from '../frame/button.tsx';
import { useScreen } from '../screen-context.ts';
import { useTray } from '../tray/tray-context.ts';
import styles from './foot.module.css';
import { type FootLine, footLines } from './foot-words.ts';

const ICONS: Readonly<Record<FootLine['sign'], LucideIcon>> = {
  saved: CloudCheck,
  sending: CloudUpload,
  offline: CloudOff,
  refused: ShieldAlert,
  reader: Nfc,
  'reader-absent': Unplug,
  clock: ClockAlert,
  healed: Wrench,
  disk: HardDrive,
};

function Line({ line }: { readonly line: FootLine }): ReactNode {
  const Icon = ICONS[line.sign];
  return (
    <li className={styles['line']}>
      <Icon className={styles['icon']} data-tone={line.tone} aria-hidden="true" />
      <span className={styles['text']}>{line.text}</span>
    </li>
  );
}

function FootClock(): ReactNode {
  const { times } = useScreen();
  const now = useNow(60_000);
  return (
    <time className={styles['clock']} dateTime={new Date(now).toISOString()}>
      {times.clock(now)}
    </time>
  );
}

type Props = {
  readonly state: ScreenState;
  readonly action?: ReactNode;
  /** While the camera looks; not where the screen says so at length. */
  readonly hasCameraLight: boolean;
};

/** The same corner of every screen: is it saved, are the readers ready, where and when are we. */
export function Foot({ state, action, hasCameraLight }: Props): ReactNode {
  const { messages } = useScreen();
  const { open, toggle } = useTray();
  const { common, name } = state;
  const words = messages.foot;
  return (
    <div className={styles['foot']}>
      <ul className={styles['lines']} aria-label={words.label}>
        {footLines(name, common, messages).map((line) => (
          <Line key={line.sign} line={line} />
        ))}
      </ul>
      {hasCameraLight && <CameraLight />}
      <div className={styles['actions']}>
        {action}
        {common.simulator !== null && (
          <Button
            look="quiet"
            className={styles['simulator']}
            aria-label={words.simulator}
            aria-expanded={open === 'simulator'}
            onClick={() => toggle('simulator')}
          >
            <FlaskConical aria-hidden="true" />
          </Button>
        )}
        <Button
          look="quiet"
          aria-label={words.settings}
          aria-expanded={open === 'settings'}
          onClick={() => toggle('settings')}
        >
          <Settings aria-hidden="true" />
        </Button>
      </div>
      <p className={styles['place']}>
        <FootClock />
        <bdi className={styles['room']}>{common.room}</bdi>
      </p>
    </div>
  );
}
