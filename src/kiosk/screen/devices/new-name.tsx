import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { DeviceView } from '#contracts/engine-link/panel/devices-page.ts';
import { Button } from '../frame/button.tsx';
import { OnScreenKeyboard } from '../keyboard/on-screen-keyboard.tsx';
import { useScreen } from '../screen-context.ts';
import styles from './devices-page.module.css';
import { useDevicesAction } from './use-devices-action.ts';

/** As the settings take it. */
const LONGEST = 60;

type Props = { readonly reader: DeviceView; readonly onDone: () => void };

/** What the screen calls a reader. */
export function NewName({ reader, onDone }: Props): ReactNode {
  const act = useDevicesAction();
  const { messages } = useScreen();
  const words = messages.devices;
  const id = useId();
  const fieldRef = useRef<HTMLInputElement>(null);
  const [name, setName] = useState(reader.name);
  const isNew = name.trim() !== '' && name.trim() !== reader.name;
  useEffect(() => fieldRef.current?.select(), []);
  const save = (event: FormEvent): void => {
    event.preventDefault();
    if (isNew) act({ type: 'rename', reader: reader.id, name: name.trim() });
    onDone();
  };
  return (
    <form className={styles['part']} onSubmit={save}>
      <label className={styles['label']} htmlFor={id}>
        {words.name}
      </label>
      <div className={styles['actions']}>
        <input
          ref={fieldRef}
          id={id}
          className={styles['field']}
          type="text"
          inputMode="none"
          autoComplete="off"
          maxLength={LONGEST}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Button type="submit" look="primary" disabled={!isNew}>
          {words.save}
        </Button>
      </div>
      <OnScreenKeyboard target={fieldRef} layout="names" onHide={onDone} />
    </form>
  );
}
