import { type ReactNode, useSyncExternalStore } from 'react';
import { RouterProvider } from 'react-aria-components';
import { unreachable } from '#domain/unreachable.ts';
import { AccountsPage } from './accounts/accounts-page.tsx';
import { UserProvider, useConsole, usePlace, usePlaces, useUser } from './console-context.ts';
import { Frame } from './frame/frame.tsx';
import { ForbiddenPage, UnknownPage } from './frame/nothing-here.tsx';
import { ImportPage } from './import/import-page.tsx';
import { KiosksPage } from './kiosks/kiosks-page.tsx';
import { RegisterPage } from './register/register-page.tsx';
import { SectionPage } from './sections/section-page.tsx';
import { SectionsPage } from './sections/sections-page.tsx';
import { SessionsPage } from './sessions/sessions-page.tsx';
import { SignInPage } from './sign-in/sign-in-page.tsx';
import { StartingPage } from './sign-in/starting-page.tsx';
import { UnreachablePage } from './sign-in/unreachable-page.tsx';
import { StudentsPage } from './students/students-page.tsx';

/** From what the console is doing to what is drawn. */
export function App(): ReactNode {
  const hubConsole = useConsole();
  const places = usePlaces();
  const state = useSyncExternalStore(hubConsole.subscribe, hubConsole.state);
  switch (state.name) {
    case 'starting':
      return <StartingPage />;
    case 'unreachable':
      return <UnreachablePage problem={state.problem} />;
    case 'signed-out':
      return <SignInPage why={state.why} />;
    case 'signed-in':
      return (
        <RouterProvider navigate={places.go}>
          <UserProvider value={state.user}>
            <Frame>
              <Page />
            </Frame>
          </UserProvider>
        </RouterProvider>
      );
    default:
      return unreachable(state);
  }
}

/** From where somebody is to the page of it. */
function Page(): ReactNode {
  const place = usePlace();
  const { role } = useUser();
  switch (place.name) {
    case 'sessions':
      return <SessionsPage date={place.date} />;
    case 'register':
      return <RegisterPage key={place.sessionId} sessionId={place.sessionId} />;
    case 'sections':
      return <SectionsPage />;
    case 'section':
      return <SectionPage key={place.sectionId} sectionId={place.sectionId} />;
    case 'students':
      return <StudentsPage search={place.search} personId={null} />;
    case 'student':
      return <StudentsPage search="" personId={place.personId} />;
    case 'kiosks':
      return role === 'admin' ? <KiosksPage /> : <ForbiddenPage />;
    case 'import':
      return role === 'admin' ? <ImportPage /> : <ForbiddenPage />;
    case 'accounts':
      return role === 'admin' ? <AccountsPage /> : <ForbiddenPage />;
    case 'unknown':
      return <UnknownPage />;
    default:
      return unreachable(place);
  }
}
