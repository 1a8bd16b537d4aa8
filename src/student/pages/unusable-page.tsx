import { ShieldAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useWords } from '../messages/student-words.ts';
import { BigSign } from '../parts/big-sign.tsx';
import { Institution } from '../parts/institution.tsx';
import { Page } from '../parts/page.tsx';
import type { Unusable } from '../state/student-state.ts';

/** Says why this browser can't check anybody in, and what can. */
export function UnusablePage({ why }: { readonly why: Unusable }): ReactNode {
  const { messages } = useWords();
  const { title, help, until } = messages.unusable[why];
  return (
    <Page head={<Institution />} label={title}>
      <div className="middle">
        <BigSign icon={ShieldAlert} tone="late" />
        <h1>{title}</h1>
        <p className="lead">{help}</p>
        <p className="lead">{until}</p>
      </div>
    </Page>
  );
}
