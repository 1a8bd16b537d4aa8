import { useEffect, useEffectEvent } from 'react';

/** Calls `leave` when Escape is pressed anywhere on the page. */
export function useEscape(leave: () => void): void {
  const handle = useEffectEvent((event: KeyboardEvent): void => {
    if (event.code === 'Escape' && !event.defaultPrevented) leave();
  });
  useEffect(() => {
    window.addEventListener('keydown', handle);
    return () => window.removeEventListener('keydown', handle);
  }, []);
}
