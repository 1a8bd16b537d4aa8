import { Pencil, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { DevicesPage, DeviceView } from '#contracts/engine-link/panel/devices-page.ts';
import { PROFILE_EXAMPLES } from '#domain/card-number/profile-examples.ts';
import { Button } from '../frame/button.tsx';
import { useScreen } from '../screen-context.ts';
import { BackLine } from './back-line.tsx';
import styles from './devices-page.module.css';
import { NewName } from './new-name.tsx';
import { ProfileChoice } from './profile-choice.tsx';
import { ReaderSign } from './reader-sign.tsx';
import { TakeAway } from './take-away.tsx';
import { TestTap } from './test-tap.tsx';
import { useStateWords } from './use-state-words.ts';

type Props = {
  readonly reader: DeviceView;
  readonly test: DevicesPage['test'];
  readonly canChange: boolean;
  readonly onBack: () => void;
};

type Step = 'look' | 'rename' | 'profile' | 'take-away';

/** One reader: how it is, a try of it, and its settings. */
export function ReaderDetail({ reader, test, canChange, onBack }: Props): ReactNode {
  const [step, setStep] = useState<Step>('look');
  const look = (): void => setStep('look');
  const isMine = canChange && !reader.isFixed;
  return (
    <div className={styles['page']}>
      <BackLine title={reader.name} onBack={step === 'look' ? onBack : look} />
      {step === 'rename' && <NewName reader={reader} onDone={look} />}
      {step === 'profile' && <ProfileChoice reader={reader} onDone={look} />}
      {step === 'take-away' && <TakeAway reader={reader} onKeep={look} onDone={onBack} />}
      {step === 'look' && (
        <>
          <Health reader={reader} />
          {reader.canTest && <TestTap reader={reader} test={test} />}
          <Settings reader={reader} isMine={isMine} onStep={setStep} />
        </>
      )}
    </div>
  );
}

function Health({ reader }: Pick<Props, 'reader'>): ReactNode {
  const words = useScreen().messages.devices;
  const stateWords = useStateWords();
  const { state, detail, model, reads, readOnce, discarded } = reader;
  const counts = [
    words.counts(reads),
    ...(readOnce > 0 ? [words.readOnce(readOnce)] : []),
    ...(discarded > 0 ? [words.discarded(discarded)] : []),
  ];
  return (
    <div className={styles['health']}>
      <ReaderSign kind={reader.kind} state={state} />
      <div className={styles['words']}>
        <p className={styles['name']}>{stateWords(reader)}</p>
        {detail !== '' && <p className={state === 'ready' ? styles['quiet'] : styles['trouble']}>{detail}</p>}
        <p className={styles['quiet']}>{words.models[model] ?? model}</p>
        <p className={styles['quiet']}>{counts.join(' · ')}</p>
      </div>
    </div>
  );
}

type SettingsProps = {
  readonly reader: DeviceView;
  readonly isMine: boolean;
  readonly onStep: (step: Step) => void;
};

function Settings({ reader, isMine, onStep }: SettingsProps): ReactNode {
  const words = useScreen().messages.devices;
  const { profile } = reader;
  return (
    <>
      {profile !== null && (
        <div className={styles['setting']}>
          <div className={styles['words']}>
            <h3 className={styles['label']}>{words.profile}</h3>
            <p className={styles['number']}>{PROFILE_EXAMPLES[profile]}</p>
            <p className={styles['quiet']}>{profile}</p>
          </div>
          {isMine && <Button onClick={() => onStep('profile')}>{words.change}</Button>}
        </div>
      )}
      {isMine && (
        <div className={styles['actions']}>
          <Button onClick={() => onStep('rename')}>
            <Pencil aria-hidden="true" />
            {words.rename}
          </Button>
          <Button look="danger" onClick={() => onStep('take-away')}>
            <Trash2 aria-hidden="true" />
            {words.remove}
          </Button>
        </div>
      )}
    </>
  );
}
