import { CircleAlert, Link } from 'lucide-react';
import { type FormEvent, type ReactNode, useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import type { ScreenStateOf } from '#contracts/engine-link/screen-state.ts';
import { Button } from '../frame/button.tsx';
import { OnScreenKeyboard } from '../keyboard/on-screen-keyboard.tsx';
import { useScreen } from '../screen-context.ts';
import styles from './enrol-stage.module.css';

type FieldProps = {
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly isCode?: boolean;
  /** Whether it is the one to begin with. */
  readonly isFirst?: boolean;
  readonly onChange: (value: string) => void;
  readonly onFocus: (field: HTMLInputElement) => void;
};

function Field({
  label,
  value,
  placeholder,
  isCode = false,
  isFirst = false,
  onChange,
  onFocus,
}: FieldProps): ReactNode {
  const id = useId();
  const ref = useRef<HTMLInputElement>(null);
  // So that the first key on the screen already types somewhere.
  const focusFirst = useEffectEvent(() => {
    if (isFirst) ref.current?.focus();
  });
  useEffect(() => focusFirst(), []);
  return (
    <div className={styles['line']}>
      <label className={styles['label']} htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        ref={ref}
        className={`${styles['field']} ${isCode ? styles['code'] : ''}`}
        type="text"
        inputMode="none"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        dir="ltr"
        placeholder={placeholder}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onFocus={(event) => onFocus(event.target)}
      />
    </div>
  );
}

type Props = { readonly state: ScreenStateOf<'not-enrolled'> };

/** Where a new kiosk is told which hub it belongs to. */
export function EnrolStage({ state }: Props): ReactNode {
  const { messages, command } = useScreen();
  const words = messages.enrol;
  const [hubUrl, setHubUrl] = useState(state.hubUrl);
  const [code, setCode] = useState('');
  const fieldRef = useRef<HTMLInputElement | null>(null);
  const remember = (field: HTMLInputElement): void => {
    fieldRef.current = field;
  };
  const isComplete = hubUrl.trim() !== '' && code.trim() !== '';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isComplete && !state.busy) command({ type: 'enrol', hubUrl: hubUrl.trim(), code: code.trim() });
  };
  return (
    <form className={styles['stage']} onSubmit={submit}>
      <header>
        <h1 className={styles['title']}>{words.title}</h1>
        <p className={styles['lead']}>{words.lead}</p>
      </header>
      <Field
        label={words.hub}
        value={hubUrl}
        isFirst={state.hubUrl === ''}
        placeholder={words.hubExample}
        onChange={setHubUrl}
        onFocus={remember}
      />
      <Field
        label={words.code}
        value={code}
        isCode
        isFirst={state.hubUrl !== ''}
        onChange={setCode}
        onFocus={remember}
      />
      <div className={styles['send']}>
        <p className={styles['problem']} role="alert">
          {state.problem !== null && (
            <>
              <CircleAlert className={styles['icon']} aria-hidden="true" />
              {state.problem}
            </>
          )}
        </p>
        <Button
          type="submit"
          look="primary"
          className={styles['connect']}
          disabled={!isComplete || state.busy}
          aria-busy={state.busy}
        >
          <Link aria-hidden="true" />
          {state.busy ? words.connecting : words.connect}
        </Button>
      </div>
      <OnScreenKeyboard target={fieldRef} layout="address" />
    </form>
  );
}
