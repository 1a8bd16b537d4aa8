import { useWords } from '../messages/console-words.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Heartbeats come every five seconds and are told a little later: this recent is now. */
const NOW_MS = 15_000;

/** How long ago something was; from an hour on, when. */
export function useAgo(): (at: number | null, now: number) => string {
  const { messages, times } = useWords();
  const words = messages.ago;
  return (at, now) => {
    if (at === null) return words.never;
    const passed = now - at;
    if (passed < NOW_MS) return words.now;
    if (passed < MINUTE_MS) return words.seconds(Math.floor(passed / 1000));
    if (passed < HOUR_MS) return words.minutes(Math.floor(passed / MINUTE_MS));
    return times.dateAndClock(at);
  };
}
