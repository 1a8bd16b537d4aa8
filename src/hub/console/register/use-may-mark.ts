import type { Session } from '#contracts/hub-api/sessions.ts';
import { useUser } from '../console-context.ts';
import { useWords } from '../messages/console-words.ts';

type MayMark = { readonly may: true } | { readonly may: false; readonly why: string };

/** Whether marks can be set by hand here, or why not. */
export function useMayMark({ state }: Session): MayMark {
  const words = useWords().messages.marking;
  const { personId } = useUser();
  if (personId === null) return { may: false, why: words.noPerson };
  if (state === 'LOCKED') return { may: false, why: words.locked };
  if (state === 'CANCELLED') return { may: false, why: words.cancelled };
  return { may: true };
}
