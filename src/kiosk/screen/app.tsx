import { type ReactNode, useCallback, useEffect, useMemo, useSyncExternalStore } from 'react';
import type { Answer, ScreenState } from '#contracts/engine-link/screen-state.ts';
import type { EpochMs } from '#domain/ids.ts';
import { ClockProvider } from '#ui/clock/now.tsx';
import type { Ticker } from '#ui/clock/ticker.ts';
import { timeFormats } from '#ui/language/time-formats.ts';
import { DrawnContext } from './answer/use-drawn-report.ts';
import { CameraContext } from './camera/camera-context.ts';
import type { CameraWatch } from './camera/camera-watch.ts';
import { RefusalContext } from './frame/refusal-context.ts';
import type { ScreenStore } from './link/screen-store.ts';
import { SCREEN_MESSAGES } from './messages/screen-messages.ts';
import { OneMoment } from './pause/one-moment.tsx';
import { Screen } from './screen.tsx';
import { type ScreenContext, ScreenContextProvider } from './screen-context.ts';
import type { ScreenSettings } from './settings/screen-settings.ts';
import { SettingsContext } from './settings/settings-context.ts';
import { useScreenSettings } from './settings/use-screen-settings.ts';
import type { SoundPlayer } from './sound/sound-player.ts';
import { useAnswerSound } from './sound/use-answer-sound.ts';
import { TrayContext } from './tray/tray-context.ts';
import { useTrayState } from './tray/use-tray-state.ts';

type Props = {
  readonly store: ScreenStore;
  readonly ticker: Ticker;
  readonly camera: CameraWatch;
  readonly player: SoundPlayer;
  readonly initialSettings: ScreenSettings;
};

function answerOf(state: ScreenState | null): Answer | null {
  return state !== null && 'answer' in state ? state.answer : null;
}

/** The institution's colour, for everything on the page. */
function useBrand(brand: string | undefined): void {
  useEffect(() => {
    if (brand !== undefined) document.documentElement.style.setProperty('--brand', brand);
  }, [brand]);
}

/** Holds together what the whole screen shares: the link, the clock, the settings, the sounds. */
export function App({ store, ticker, camera, player, initialSettings }: Props): ReactNode {
  const view = useSyncExternalStore(store.subscribe, store.view);
  const state = view.link === 'up' ? view.state : null;
  const settings = useScreenSettings(initialSettings, player);
  const { language, muted } = settings.settings;
  useBrand(state?.common.brand);
  useAnswerSound(answerOf(state), muted ? null : settings.tryOut);
  const tray = useTrayState();
  const timeZone = state?.common.timeZone ?? 'UTC';
  const screen = useMemo<ScreenContext>(
    () => ({
      messages: SCREEN_MESSAGES[language],
      language,
      times: timeFormats(language, timeZone),
      command: store.command,
    }),
    [language, timeZone, store],
  );
  const refusal = useMemo(
    () => ({ text: view.refusal?.text ?? null, dismiss: store.dismissRefusal }),
    [view.refusal, store],
  );
  // By this machine's own clock, which the engine compares with when the touch came in.
  const reportDrawn = useCallback(
    (answerId: string) => store.drawn(answerId, Date.now() as EpochMs),
    [store],
  );
  return (
    <ClockProvider ticker={ticker}>
      <ScreenContextProvider value={screen}>
        <SettingsContext value={settings}>
          <TrayContext value={tray}>
            <RefusalContext value={refusal}>
              <DrawnContext value={reportDrawn}>
                <CameraContext value={camera}>
                  {state === null ? (
                    <OneMoment isMismatch={view.link === 'mismatch'} />
                  ) : (
                    <Screen state={state} />
                  )}
                </CameraContext>
              </DrawnContext>
            </RefusalContext>
          </TrayContext>
        </SettingsContext>
      </ScreenContextProvider>
    </ClockProvider>
  );
}
