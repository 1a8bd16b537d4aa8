import { type ReactNode, useEffect } from 'react';
import { useWords } from '../messages/console-words.ts';

/** What this page is, for who reads it and for the browser's tab. */
export function PageTitle({ title }: { readonly title: string }): ReactNode {
  useTabTitle(title);
  return <h1>{title}</h1>;
}

/** For pages whose heading stands elsewhere. */
export function useTabTitle(title: string): void {
  const { messages } = useWords();
  useEffect(() => {
    document.title = `${title} · ${messages.common.title}`;
  }, [title, messages]);
}
