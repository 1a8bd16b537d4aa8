import type { CSSProperties } from 'react';

/** Custom properties for a `style` prop; React takes them, its types don't know them. */
export function cssVariables(variables: Readonly<Record<`--${string}`, string | number>>): CSSProperties {
  return variables as CSSProperties;
}
