import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useSyncExternalStore,
} from 'react';
import type { Ticker } from './ticker.ts';

const TickerContext = createContext<Ticker | undefined>(undefined);

type Props = { readonly ticker: Ticker; readonly children: ReactNode };

/** Gives everything inside it the same clock, and looks at it again when the page comes back into view. */
export function ClockProvider({ ticker, children }: Props): ReactNode {
  useEffect(() => {
    const refresh = (): void => ticker.refresh();
    document.addEventListener('visibilitychange', refresh);
    return () => document.removeEventListener('visibilitychange', refresh);
  }, [ticker]);
  return <TickerContext value={ticker}>{children}</TickerContext>;
}

export function useTicker(): Ticker {
  const ticker = useContext(TickerContext);
  if (ticker === undefined) throw new Error('There is no ClockProvider around this component');
  return ticker;
}

/** Corrected time, floored to steps of `stepMs`; draws again only when a new step begins. */
export function useNow(stepMs: 1000 | 60_000): number {
  const ticker = useTicker();
  return useSyncExternalStore(ticker.subscribe, () => Math.floor(ticker.now() / stepMs) * stepMs);
}

// Browsers fire a timer at once when its delay doesn't fit 32 bits.
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Whether corrected time has passed `instant`, drawing again to the millisecond when it does; `null` never comes. */
export function useIsPast(instant: number | null): boolean {
  const ticker = useTicker();
  const subscribe = useCallback(
    (listener: () => void) => {
      const left = instant === null ? LONGEST_TIMER_MS : instant - ticker.now();
      const timer = setTimeout(listener, Math.min(Math.max(left, 0) + 1, LONGEST_TIMER_MS));
      const stop = ticker.subscribe(listener);
      return () => {
        clearTimeout(timer);
        stop();
      };
    },
    [instant, ticker],
  );
  return useSyncExternalStore(subscribe, () => instant !== null && ticker.now() >= instant);
}
