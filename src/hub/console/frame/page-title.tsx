import { type ReactNode, useEffect } from 'react';
import { useWords } from '../messages/console-words.ts';

type Props = { readonly title: string; readonly isHidden?: boolean };

/** What this page is, for who reads it and for the browser's tab. */
export function PageTitle({ title, isHidden = false }: Props): ReactNode {
  const { messages } = useWords();
  useEffect(() => {
    document.title = `${title} · ${messages.common.title}`;
  }, [title, messages]);
  return <h1 className={isHidden ? 'visually-hidden' : undefined}>{title}</h1>;
}
