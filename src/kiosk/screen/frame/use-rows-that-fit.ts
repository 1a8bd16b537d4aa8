import { type RefObject, useLayoutEffect, useState } from 'react';

/** How many rows of `rowUnits` hundredths of the shorter side fit into an element: whole rows only, never a cut one. */
export function useRowsThatFit(ref: RefObject<HTMLElement | null>, rowUnits: number): number {
  const [rows, setRows] = useState(0);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const measure = (): void => {
      const unit = Number.parseFloat(getComputedStyle(element).getPropertyValue('--u'));
      // Half a pixel of tolerance: rows that fit exactly must not lose one to rounding.
      setRows(Math.max(0, Math.floor((element.clientHeight + 0.5) / (rowUnits * unit))));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref, rowUnits]);
  return rows;
}
