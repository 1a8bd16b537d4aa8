import type { ReactNode } from 'react';
import { unreachable } from '#domain/unreachable.ts';
import { AnsweredPage } from './pages/answered-page.tsx';
import { ConfirmPage } from './pages/confirm-page.tsx';
import { HomePage } from './pages/home-page.tsx';
import { PassPage } from './pages/pass-page.tsx';
import { RefusedPage } from './pages/refused-page.tsx';
import { ScanPage } from './pages/scan-page.tsx';
import { SendingPage } from './pages/sending-page.tsx';
import { SignInPage } from './pages/sign-in-page.tsx';
import { StartingPage } from './pages/starting-page.tsx';
import { TypingPage } from './pages/typing-page.tsx';
import { UnusablePage } from './pages/unusable-page.tsx';
import { useView } from './student-context.tsx';

/** From what the page is doing to what is drawn. */
export function App(): ReactNode {
  const { state } = useView();
  switch (state.name) {
    case 'starting':
      return <StartingPage />;
    case 'unusable':
      return <UnusablePage why={state.why} />;
    case 'home':
      return <HomePage />;
    case 'pass':
      return <PassPage />;
    case 'confirm':
      return <ConfirmPage state={state} />;
    case 'sign-in':
      return <SignInPage state={state} />;
    case 'scanning':
      return <ScanPage hint={state.hint} />;
    case 'typing':
      return <TypingPage state={state} />;
    case 'sending':
      return <SendingPage state={state} />;
    case 'answered':
      return <AnsweredPage key={state.answer.checkInId} answer={state.answer} />;
    case 'refused':
      return <RefusedPage problem={state.problem} />;
    default:
      return unreachable(state);
  }
}
