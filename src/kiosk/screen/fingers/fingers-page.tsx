import type { ReactNode } from 'react';
import type { FingersPage as Page } from '#contracts/engine-link/panel/fingers-page.ts';
import { unreachable } from '#domain/unreachable.ts';
import { AskConsent } from './ask-consent.tsx';
import { ChooseFinger } from './choose-finger.tsx';
import { FingerOutcome } from './finger-outcome.tsx';
import { ForgetFingers } from './forget-fingers.tsx';
import { TakeTouches } from './take-touches.tsx';

/** Enrolling fingers, and forgetting them. */
export function FingersPage({ page: { readers, step } }: { readonly page: Page }): ReactNode {
  switch (step.kind) {
    case 'choosing':
      return <ChooseFinger step={step} hasReader={readers.length > 0} />;
    case 'asking':
      return <AskConsent step={step} readers={readers} />;
    case 'touching':
      return <TakeTouches step={step} />;
    case 'enrolled':
    case 'known':
    case 'failed':
      return <FingerOutcome step={step} readers={readers} />;
    case 'removing':
      return <ForgetFingers step={step} />;
    default:
      return unreachable(step);
  }
}
