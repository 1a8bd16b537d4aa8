import '#ui/base.css';
import './screen.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Ticker } from '#ui/clock/ticker.ts';
import { App } from './app.tsx';
import { CameraWatch } from './camera/camera-watch.ts';
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
const camera: CameraWatch = new CameraWatch((command) => store.command(command));
const store = new ScreenStore({
  link: window.muster === undefined ? new SocketLink(socketUrl(location)) : bridgeLink(window.muster),
  // Before the state is drawn, so that nothing on it is ever shown by the wrong clock.
  onState: (state) => {
    ticker.setOffset(state.common.clockOffsetMs);
    camera.want(state.common.camera);
  },
  onLinked: () => camera.tellAgain(),
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
    <App
      store={store}
      ticker={ticker}
      camera={camera}
      player={new SoundPlayer()}
      initialSettings={initialSettings}
    />
  </StrictMode>,
);
navigator.mediaDevices?.addEventListener('devicechange', () => camera.noteDevices());
store.start();
keepAwake();
