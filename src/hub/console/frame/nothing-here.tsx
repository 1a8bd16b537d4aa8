import { Compass, LockKeyhole } from 'lucide-react';
import type { ReactNode } from 'react';
import { useWords } from '../messages/console-words.ts';
import { LinkButton } from '../parts/button.tsx';
import { Empty } from '../parts/empty.tsx';
import { addressOf } from '../state/place.ts';
import { useTabTitle } from './page-title.tsx';

const SESSIONS = addressOf({ name: 'sessions', date: null });

export function UnknownPage(): ReactNode {
  const words = useWords().messages.unknown;
  useTabTitle(words.title);
  return (
    <Empty
      icon={Compass}
      level={1}
      title={words.title}
      action={<LinkButton href={SESSIONS}>{words.toSessions}</LinkButton>}
    >
      {words.help}
    </Empty>
  );
}

export function ForbiddenPage(): ReactNode {
  const words = useWords().messages.unknown;
  useTabTitle(words.forbidden);
  return (
    <Empty
      icon={LockKeyhole}
      level={1}
      title={words.forbidden}
      action={<LinkButton href={SESSIONS}>{words.toSessions}</LinkButton>}
    >
      {words.forbiddenHelp}
    </Empty>
  );
}
