import { createContext } from 'react';

/** What the engine last refused, for the one place that shows it. */
export const RefusalContext = createContext<{ readonly text: string | null; readonly dismiss: () => void }>({
  text: null,
  dismiss: () => undefined,
});
