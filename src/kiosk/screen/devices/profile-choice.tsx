import type { ReactNode } from 'react';
import type { DeviceView } from '#contracts/engine-link/panel/devices-page.ts';
import { PROFILE_EXAMPLES } from '#domain/card-number/profile-examples.ts';
import { READER_PROFILES } from '#domain/card-number/reader-profile.ts';
import { Button } from '../frame/button.tsx';
import { useScreen } from '../screen-context.ts';
import styles from './devices-page.module.css';
import { useDevicesAction } from './use-devices-action.ts';

type Props = { readonly reader: DeviceView; readonly onDone: () => void };

/** Every way of writing a card, each by an example. */
export function ProfileChoice({ reader, onDone }: Props): ReactNode {
  const act = useDevicesAction();
  const words = useScreen().messages.devices;
  return (
    <div className={styles['part']}>
      <p className={styles['quiet']}>{words.profileHelp}</p>
      <ul className={styles['profiles']}>
        {READER_PROFILES.map((profile) => (
          <li key={profile}>
            <Button
              className={styles['profile']}
              aria-pressed={profile === reader.profile}
              onClick={() => {
                act({ type: 'use-profile', reader: reader.id, profile });
                onDone();
              }}
            >
              <span className={styles['number']}>{PROFILE_EXAMPLES[profile]}</span>
              <span className={styles['code']}>{profile}</span>
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
