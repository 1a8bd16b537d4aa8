import type { ReactNode } from 'react';

export type FactRow = { readonly name: string; readonly value: ReactNode };

/** What is known, line by line. */
export function Facts({ rows }: { readonly rows: readonly FactRow[] }): ReactNode {
  return (
    <dl className="card facts">
      {rows.map(({ name, value }) => (
        <div key={name} className="fact">
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
