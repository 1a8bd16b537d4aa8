import '#ui/base.css';
import './screen.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Ticker } from '#ui/clock/ticker.ts';
import { App } from './app.tsx';
import { keepAwake } from './keep-awake.ts';
import { KeyRelay } from './keys/key-relay.ts';
import { bridgeLink } from './link/bridge-link.ts';
import { reloadOnce } from './link/reload-once.ts';
import { ScreenStore } from './link/screen-store.ts';
import { SocketLink, socketUrl } from './link/socket-link.ts';
import { readSettings } from './settings/screen-settings.ts';
import { SoundPlayer } from './sound/sound-player.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

const ticker = new Ticker(() => Date.now());
const store = new ScreenStore({
  link: window.muster === undefined ? new SocketLink(socketUrl(location)) : bridgeLink(window.muster),
  // Before the state is drawn, so that nothing on it is ever shown by the wrong clock.
  onState: (state) => ticker.setOffset(state.common.clockOffsetMs),
  reload: () => reloadOnce(sessionStorage, Date.now(), () => location.reload()),
});
const initialSettings = readSettings({
  storage: localStorage,
  query: new URLSearchParams(location.search),
  languages: navigator.languages,
});

new KeyRelay(store.command).start(window);
createRoot(root).render(
  <StrictMode>
    <App store={store} ticker={ticker} player={new SoundPlayer()} initialSettings={initialSettings} />
  </StrictMode>,
);
store.start();
keepAwake();
