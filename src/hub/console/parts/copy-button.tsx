import { Check, Copy } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useWords } from '../messages/console-words.ts';
import { Button } from './button.tsx';

const SAID_MS = 2_000;

/** Puts a text on the clipboard and says so. Browsers give pages a clipboard only over https; elsewhere it isn't there. */
export function CopyButton({ text }: { readonly text: string }): ReactNode {
  const { messages } = useWords();
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), SAID_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  if (!window.isSecureContext) return null;
  return (
    <Button onPress={() => void navigator.clipboard.writeText(text).then(() => setIsCopied(true))}>
      {isCopied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
      <span role="status">{isCopied ? messages.common.copied : messages.common.copy}</span>
    </Button>
  );
}
