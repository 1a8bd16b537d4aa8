import '#ui/base.css';
import './console.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ClockProvider } from '#ui/clock/now.tsx';
import { Ticker } from '#ui/clock/ticker.ts';
import { App } from './app.tsx';
import { ConsoleProvider, PlacesProvider } from './console-context.ts';
import { Speaking } from './speaking.tsx';
import { Console } from './state/console.ts';
import { PlaceStore } from './state/place-store.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

const ticker = new Ticker(() => Date.now());
const hubConsole = new Console(ticker);
createRoot(root).render(
  <StrictMode>
    <ClockProvider ticker={ticker}>
      <ConsoleProvider value={hubConsole}>
        <PlacesProvider value={new PlaceStore()}>
          <Speaking>
            <App />
          </Speaking>
        </PlacesProvider>
      </ConsoleProvider>
    </ClockProvider>
  </StrictMode>,
);
await hubConsole.start();
