import {
  Flag,
  Hand,
  History,
  type LucideIcon,
  MessageCircleWarning,
  Smartphone,
  TimerOff,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useWords } from '../messages/console-words.ts';
import { Chip } from '../parts/chip.tsx';

const ICONS: Readonly<Record<string, LucideIcon>> = {
  manual: Hand,
  provisional: Smartphone,
  'clock-uncertain': TimerOff,
  'late-evidence': History,
  replayed: History,
  conflict: MessageCircleWarning,
  'correction-proposed': MessageCircleWarning,
};

/** What is out of the ordinary about a mark. */
export function FlagChips({ flags }: { readonly flags: readonly string[] }): ReactNode {
  const { messages } = useWords();
  return flags.map((flag) => (
    <Chip key={flag} icon={ICONS[flag] ?? Flag} tone={flag === 'manual' ? 'plain' : 'late'}>
      {messages.flag[flag] ?? flag}
    </Chip>
  ));
}
