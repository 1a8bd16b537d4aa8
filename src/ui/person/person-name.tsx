import type { ReactNode } from 'react';

type Props = { readonly name: string; readonly className?: string | undefined };

/** A person's name in its own writing direction, which must not turn the words around it. */
export function PersonName({ name, className }: Props): ReactNode {
  return (
    <bdi dir="auto" className={className} title={name}>
      {name}
    </bdi>
  );
}
