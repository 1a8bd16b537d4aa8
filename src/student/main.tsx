import '#ui/base.css';
import './student.css';
import './parts/parts.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { applyTheme } from '#ui/theme/theme.ts';
import { HubApi } from './check-in/hub-api.ts';
import { PhoneStore } from './check-in/phone-store.ts';
import { Root } from './root.tsx';
import { keepScanner } from './shell/keep-scanner.ts';
import { startServiceWorker } from './shell/start-service-worker.ts';
import { howOpened } from './state/how-opened.ts';
import { PageStore } from './state/page-store.ts';
import { Student } from './state/student.ts';
import { whyUnusable } from './state/why-unusable.ts';
import { PageStoreProvider, StudentProvider } from './student-context.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

applyTheme('system');
const opened = howOpened(location, document);
// The code is used up; nothing that is shared, printed or kept in the history should show it.
history.replaceState(null, '', '/');

const page = new PageStore();
const store = await PhoneStore.open().catch(() => undefined);
const why = await whyUnusable(store);
const student = store === undefined ? undefined : new Student(page, store, new HubApi());
createRoot(root).render(
  <StrictMode>
    <PageStoreProvider value={page}>
      <StudentProvider value={student}>
        <Root />
      </StudentProvider>
    </PageStoreProvider>
  </StrictMode>,
);

if (why !== undefined || student === undefined) page.show({ name: 'unusable', why: why ?? 'no-storage' });
else {
  await student.start(opened);
  window.addEventListener('online', () => student.wake());
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) student.wake();
  });
  const opensOffline = await startServiceWorker();
  page.know({ opensOffline });
  if (opensOffline && import.meta.env.PROD) await keepScanner();
}
