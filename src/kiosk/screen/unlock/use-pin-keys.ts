import { useEffect, useEffectEvent } from 'react';
import { isTextField } from '../keys/key-relay.ts';

type PinKeys = {
  readonly onDigit: (digit: string, at: number) => void;
  readonly onDelete: () => void;
  /** Says whether it took the Enter; otherwise it stays with whatever has the focus. */
  readonly onEnter: (at: number) => boolean;
};

const DIGIT = /^(?:Digit|Numpad)(\d)$/;

/** Lets a PIN be typed wherever the focus is, except in a text field. */
export function usePinKeys(keys: PinKeys): void {
  const handle = useEffectEvent((event: KeyboardEvent): void => {
    if (isTextField(event.target) || event.repeat) return;
    const digit = DIGIT.exec(event.code)?.[1];
    if (digit !== undefined) keys.onDigit(digit, event.timeStamp);
    if (event.code === 'Backspace') keys.onDelete();
    const isEnter = event.code === 'Enter' || event.code === 'NumpadEnter';
    if (isEnter && keys.onEnter(event.timeStamp)) event.preventDefault();
  });
  useEffect(() => {
    window.addEventListener('keydown', handle);
    return () => window.removeEventListener('keydown', handle);
  }, []);
}
