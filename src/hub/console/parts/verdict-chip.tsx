import { CircleCheck, CircleDashed, CircleX, FileText, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Standing } from '#contracts/hub-api/statistics.ts';
import type { Tone } from '#ui/attendance/status-look.ts';
import { useWords } from '../messages/console-words.ts';
import { Chip } from './chip.tsx';

type Verdict = Standing['verdict'];

export const VERDICT_LOOK: Readonly<Record<Verdict, { readonly icon: LucideIcon; readonly tone: Tone }>> = {
  eligible: { icon: CircleCheck, tone: 'good' },
  condonable: { icon: FileText, tone: 'late' },
  'not-eligible': { icon: CircleX, tone: 'stop' },
  'too-early': { icon: CircleDashed, tone: 'plain' },
};

/** What a student's attendance comes to. */
export function VerdictChip({ verdict }: { readonly verdict: Verdict }): ReactNode {
  const { messages } = useWords();
  const { icon, tone } = VERDICT_LOOK[verdict];
  return (
    <Chip icon={icon} tone={tone}>
      {messages.students.verdict[verdict]}
    </Chip>
  );
}
