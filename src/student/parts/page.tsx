import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';

type Props = {
  /** Said on the left of the head: whose hub this is. */
  readonly head: ReactNode;
  readonly headEnd?: ReactNode;
  readonly children: ReactNode;
  /** At the thumb: one primary action, and perhaps a lesser one. */
  readonly actions?: ReactNode;
  /** Spoken when the page appears, and put in focus. */
  readonly label: string;
};

/** One screen of the phone: a head, what there is to see, and what to do at the foot. */
export function Page({ head, headEnd, children, actions, label }: Props): ReactNode {
  const main = useRef<HTMLElement>(null);
  // A new page begins where the reader is, as it would if the browser had loaded it.
  useEffect(() => main.current?.focus({ preventScroll: true }), []);
  return (
    <div className="page">
      <header className="head">
        <span className="head-start">{head}</span>
        <span>{headEnd}</span>
      </header>
      <main ref={main} tabIndex={-1} aria-label={label} className="main">
        {children}
      </main>
      {actions !== undefined && <div className="actions">{actions}</div>}
    </div>
  );
}
