import { useEffect } from 'react';
import type { Sessions } from '#contracts/hub-api/sessions.ts';
import type { SessionId } from '#domain/ids.ts';
import type { Loaded } from '../api/loaded.ts';
import type { LoadedStore } from '../api/loaded-store.ts';
import { sessionsOn } from '../api/session-requests.ts';
import { useLoaded } from '../api/use-loaded.ts';
import { useConsole } from '../console-context.ts';
import { sessionAfter } from '../live/apply-live.ts';

/** Sessions that begin, are sealed or are added by somebody else show within this. */
const REREAD_MS = 30_000;

/** The hub takes this many channels on one connection. */
const MOST_WATCHED = 60;

/** A day's sessions; the counts of those that are on follow what happens. */
export function useLiveSessions(date: string | null): {
  readonly loaded: Loaded<Sessions>;
  readonly store: LoadedStore<Sessions>;
} {
  const { live } = useConsole();
  const { loaded, store } = useLoaded(sessionsOn(date), { everyMs: REREAD_MS });
  const watched = loaded.name === 'loaded' ? idsOfThoseOn(loaded.value) : '';
  useEffect(() => {
    const ids = watched.split(' ').filter((id): id is SessionId => id !== '');
    const stops = ids.map((id) =>
      live.watch(id, (message) =>
        store.put((day) => ({
          ...day,
          sessions: day.sessions.map((one) => (one.sessionId === id ? sessionAfter(one, message) : one)),
        })),
      ),
    );
    return () => {
      for (const stop of stops) stop();
    };
  }, [live, store, watched]);
  return { loaded, store };
}

/** As one text, so that the same sessions are the same value. */
function idsOfThoseOn({ sessions }: Sessions): string {
  return sessions
    .filter(({ state }) => state === 'OPEN' || state === 'ARMED')
    .slice(0, MOST_WATCHED)
    .map(({ sessionId }) => sessionId)
    .join(' ');
}
