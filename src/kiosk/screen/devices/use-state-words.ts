import type { DeviceView } from '#contracts/engine-link/panel/devices-page.ts';
import { useNow } from '#ui/clock/now.tsx';
import { useScreen } from '../screen-context.ts';

/** "Ready since 06:00"; of an earlier day with its date. */
export function useStateWords(): (reader: Pick<DeviceView, 'state' | 'since'>) => string {
  const { messages, times } = useScreen();
  const now = useNow(60_000);
  const words = messages.devices;
  return ({ state, since }) => {
    if (since === null) return words.unheard;
    const isToday = times.date(since) === times.date(now);
    return words.since(words.state[state], isToday ? times.clock(since) : times.dateAndClock(since));
  };
}
