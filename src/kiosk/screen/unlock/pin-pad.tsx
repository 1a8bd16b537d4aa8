import { CornerDownLeft, Delete } from 'lucide-react';
import { type PointerEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { UnlockAttempt } from '#contracts/engine-link/unlock-attempt.ts';
import type { PersonId } from '#domain/ids.ts';
import { Button } from '../frame/button.tsx';
import { useScreen } from '../screen-context.ts';
import { AttemptLine } from './attempt-line.tsx';
import { deleteDigit, EMPTY_PIN, isEnterable, SHORTEST_PIN, touchDigit, typeDigit } from './pin-entry.ts';
import styles from './pin-pad.module.css';
import { usePinKeys } from './use-pin-keys.ts';

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

type Props = { readonly personId: PersonId; readonly attempt: UnlockAttempt };

// A touched key must not take the focus: Enter would then press that key again instead of sending the PIN.
const keepFocus = (event: PointerEvent): void => event.preventDefault();

/** Twelve large keys for a PIN, and the same by keyboard. What was entered is shown as dots and never leaves as text. */
export function PinPad({ personId, attempt }: Props): ReactNode {
  const { messages, command } = useScreen();
  const [entry, setEntry] = useState(EMPTY_PIN);
  const padRef = useRef<HTMLFieldSetElement>(null);
  useEffect(() => padRef.current?.focus(), []);
  const isOpen = attempt.kind === 'idle' || attempt.kind === 'wrong';
  const enter = (): void => {
    command({ type: 'enter-pin', personId, pin: entry.digits });
    setEntry(EMPTY_PIN);
  };
  usePinKeys({
    onDigit: (digit, at) => {
      if (isOpen) setEntry((before) => typeDigit(before, digit, at));
    },
    onDelete: () => setEntry(deleteDigit),
    onEnter: (at) => {
      const isElsewhere = document.activeElement instanceof HTMLButtonElement;
      if (isElsewhere || !isOpen || !isEnterable(entry, at)) return false;
      enter();
      return true;
    },
  });
  const words = messages.unlock;
  const key = { tabIndex: -1, onPointerDown: keepFocus, className: styles['key'] };
  return (
    <div className={styles['pad']}>
      <div className={styles['entry']}>
        <output className={styles['dots']} aria-label={words.pin}>
          <span className="visually-hidden">{words.pinEntered(entry.digits.length)}</span>
          {[...entry.digits].map((_, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a dot has no identity but its place
            <span key={place} className={styles['dot']} aria-hidden="true" />
          ))}
          {entry.digits.length === 0 && (
            <span className={styles['hint']} aria-hidden="true">
              {words.pin}
            </span>
          )}
        </output>
        <AttemptLine attempt={attempt} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: holds the focus while a PIN is typed */}
      <fieldset className={styles['keys']} ref={padRef} aria-label={words.pin} tabIndex={0}>
        {DIGITS.map((digit) => (
          <Button
            key={digit}
            {...key}
            disabled={!isOpen}
            onClick={() => setEntry((before) => touchDigit(before, digit))}
          >
            {digit}
          </Button>
        ))}
        <Button {...key} look="quiet" aria-label={words.deleteDigit} onClick={() => setEntry(deleteDigit)}>
          <Delete aria-hidden="true" />
        </Button>
        <Button {...key} disabled={!isOpen} onClick={() => setEntry((before) => touchDigit(before, '0'))}>
          0
        </Button>
        <Button
          {...key}
          look="primary"
          aria-label={words.enter}
          disabled={!isOpen || entry.digits.length < SHORTEST_PIN}
          onClick={enter}
        >
          <CornerDownLeft aria-hidden="true" />
        </Button>
      </fieldset>
    </div>
  );
}
