import type { ReactNode } from 'react';

type Props = {
  readonly kind: 'primary' | 'plain';
  readonly children: ReactNode;
  readonly onPress?: () => void;
  readonly submits?: boolean;
  readonly busy?: boolean;
};

/** A busy button stays in reach of a screen reader and does nothing. */
export function Button({ kind, children, onPress, submits = false, busy = false }: Props): ReactNode {
  return (
    <button
      type={submits ? 'submit' : 'button'}
      className={`button button-${kind}`}
      aria-disabled={busy}
      onClick={busy ? (event) => event.preventDefault() : onPress}
    >
      {children}
    </button>
  );
}
