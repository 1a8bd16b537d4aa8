import { useEffect, useState } from 'react';

export type Lingering<T> = { readonly value: T; readonly leaving: boolean };

/** Keeps showing the last value for `lingerMs` after it went to `null`, marked as leaving, so that it can fade. */
export function useLingering<T>(value: T | null, lingerMs: number): Lingering<T> | null {
  const [last, setLast] = useState<T | null>(value);
  if (value !== null && value !== last) setLast(value);
  useEffect(() => {
    if (value !== null || last === null) return;
    const timer = setTimeout(() => setLast(null), lingerMs);
    return () => clearTimeout(timer);
  }, [value, last, lingerMs]);
  if (value !== null) return { value, leaving: false };
  return last === null ? null : { value: last, leaving: true };
}
