import { Search, X } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { Button, Input, SearchField } from 'react-aria-components';
import { useWords } from '../messages/console-words.ts';
import styles from './field.module.css';

type Props = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Enter was pressed: on to what was found. */
  readonly onSubmit?: () => void;
};

/** The page's one search; `/` goes there from anywhere. */
export function SearchBox({ label, value, onChange, onSubmit }: Props): ReactNode {
  const { messages } = useWords();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const focusOnSlash = (event: KeyboardEvent): void => {
      if (event.key !== '/' || isTyping(event.target)) return;
      event.preventDefault();
      field.current?.select();
      field.current?.focus();
    };
    window.addEventListener('keydown', focusOnSlash);
    return () => window.removeEventListener('keydown', focusOnSlash);
  }, []);
  return (
    <SearchField
      className={styles['search'] ?? ''}
      aria-label={label}
      aria-keyshortcuts="/"
      value={value}
      onChange={onChange}
      {...(onSubmit === undefined ? {} : { onSubmit })}
    >
      <Search aria-hidden="true" />
      <Input ref={field} className={styles['input'] ?? ''} placeholder={label} />
      <span className={styles['key']} aria-hidden="true">
        /
      </span>
      <Button className={styles['clear'] ?? ''} aria-label={messages.common.dismiss}>
        <X aria-hidden="true" />
      </Button>
    </SearchField>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, [contenteditable="true"]') !== null;
}
