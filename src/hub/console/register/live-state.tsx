import { CloudOff, LoaderCircle, type LucideIcon, Radio } from 'lucide-react';
import { type ReactNode, useSyncExternalStore } from 'react';
import type { Tone } from '#ui/attendance/status-look.ts';
import { useConsole } from '../console-context.ts';
import type { LinkState } from '../live/live-link.ts';
import { useWords } from '../messages/console-words.ts';
import { Chip } from '../parts/chip.tsx';

const LOOK: Readonly<Record<LinkState, { readonly icon: LucideIcon; readonly tone: Tone }>> = {
  idle: { icon: CloudOff, tone: 'plain' },
  connecting: { icon: LoaderCircle, tone: 'plain' },
  live: { icon: Radio, tone: 'good' },
  lost: { icon: CloudOff, tone: 'late' },
};

/** Whether what is shown follows what happens. */
export function LiveState(): ReactNode {
  const { messages } = useWords();
  const { live } = useConsole();
  const state = useSyncExternalStore(live.subscribeState, live.state);
  const { icon, tone } = LOOK[state];
  return (
    <span role="status">
      <Chip icon={icon} tone={tone}>
        {messages.register.link[state]}
      </Chip>
    </span>
  );
}
