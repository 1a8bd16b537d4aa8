import { Compass, LockKeyhole } from 'lucide-react';
import type { ReactNode } from 'react';
import { useWords } from '../messages/console-words.ts';
import { LinkButton } from '../parts/button.tsx';
import { Empty } from '../parts/empty.tsx';
import { addressOf } from '../state/place.ts';
import { PageTitle } from './page-title.tsx';

const SESSIONS = addressOf({ name: 'sessions', date: null });

export function UnknownPage(): ReactNode {
  const words = useWords().messages.unknown;
  return (
    <>
      <PageTitle title={words.title} isHidden />
      <Empty
        icon={Compass}
        title={words.title}
        action={<LinkButton href={SESSIONS}>{words.toSessions}</LinkButton>}
      >
        {words.help}
      </Empty>
    </>
  );
}

export function ForbiddenPage(): ReactNode {
  const words = useWords().messages.unknown;
  return (
    <>
      <PageTitle title={words.forbidden} isHidden />
      <Empty
        icon={LockKeyhole}
        title={words.forbidden}
        action={<LinkButton href={SESSIONS}>{words.toSessions}</LinkButton>}
      >
        {words.forbiddenHelp}
      </Empty>
    </>
  );
}
