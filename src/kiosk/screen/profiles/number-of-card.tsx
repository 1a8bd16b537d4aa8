import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Button } from '../frame/button.tsx';
import { OnScreenKeyboard } from '../keyboard/on-screen-keyboard.tsx';
import { useScreen } from '../screen-context.ts';
import styles from './profiles-page.module.css';
import { useProfilesAction } from './use-profiles-action.ts';

/** For a card that isn't anybody's yet: the number that is printed on it. */
export function NumberOfCard(): ReactNode {
  const { messages } = useScreen();
  const act = useProfilesAction();
  const [number, setNumber] = useState('');
  const [isTyping, setTyping] = useState(false);
  const fieldRef = useRef<HTMLInputElement>(null);
  const formRef = useRef<HTMLFormElement>(null);
  const id = useId();
  const words = messages.profiles;
  // On a small display field and keyboard are seen together, and nothing else.
  useEffect(() => {
    if (isTyping) formRef.current?.scrollIntoView({ block: 'end' });
  }, [isTyping]);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (number.trim() !== '') act({ type: 'tell-number', number });
  };
  return (
    <form ref={formRef} className={styles['form']} onSubmit={send}>
      <label className={styles['label']} htmlFor={id}>
        {words.number}
      </label>
      <div className={styles['line']}>
        <input
          ref={fieldRef}
          id={id}
          className={styles['field']}
          type="text"
          inputMode="none"
          autoComplete="off"
          maxLength={60}
          aria-describedby={`${id}-help`}
          value={number}
          onChange={(event) => setNumber(event.target.value)}
          onPointerDown={() => setTyping(true)}
        />
        <Button type="submit" look="primary" disabled={number.trim() === ''}>
          {words.send}
        </Button>
      </div>
      <p className={styles['hint']} id={`${id}-help`}>
        {words.numberHelp}
      </p>
      {isTyping && <OnScreenKeyboard target={fieldRef} layout="address" />}
    </form>
  );
}
