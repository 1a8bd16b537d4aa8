import { Delete, KeyboardOff } from 'lucide-react';
import type { PointerEvent, ReactNode, RefObject } from 'react';
import { Button } from '../frame/button.tsx';
import { useScreen } from '../screen-context.ts';
import { type KeyboardLayout, keyboardRows } from './keyboard-rows.ts';
import styles from './on-screen-keyboard.module.css';
import { deleteIn, typeInto } from './type-into.ts';

type Props = {
  /** The field that is typed into. */
  readonly target: RefObject<HTMLInputElement | null>;
  readonly layout: KeyboardLayout;
  readonly onHide?: () => void;
};

// The field keeps the focus and its cursor while keys are touched.
const keepFocus = (event: PointerEvent): void => event.preventDefault();

/** A keyboard for walls that have none. A real one works as well, so these keys are left out of the tab order. */
export function OnScreenKeyboard({ target, layout, onHide }: Props): ReactNode {
  const { messages, language } = useScreen();
  const words = messages.enrol;
  const type = (text: string): void => {
    if (target.current !== null) typeInto(target.current, text);
  };
  const key = { tabIndex: -1, onPointerDown: keepFocus, className: styles['key'] };
  return (
    <fieldset className={styles['keyboard']} aria-label={words.keyboard}>
      {keyboardRows(layout, language).map((row) => (
        <div key={row.join('')} className={styles['row']}>
          {row.map((character) => (
            <Button key={character} {...key} onClick={() => type(character)}>
              {character}
            </Button>
          ))}
          {row.includes('v') && (
            <Button
              {...key}
              className={`${styles['key']} ${styles['wide']}`}
              aria-label={words.backspace}
              onClick={() => target.current !== null && deleteIn(target.current)}
            >
              <Delete aria-hidden="true" />
            </Button>
          )}
        </div>
      ))}
      {layout === 'names' && (
        <div className={styles['row']}>
          <Button {...key} className={`${styles['key']} ${styles['space']}`} onClick={() => type(' ')}>
            {words.space}
          </Button>
          <Button
            {...key}
            className={`${styles['key']} ${styles['wide']}`}
            aria-label={words.hideKeyboard}
            onClick={onHide}
          >
            <KeyboardOff aria-hidden="true" />
          </Button>
        </div>
      )}
    </fieldset>
  );
}
