import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Tone } from '#ui/attendance/status-look.ts';

type Props = { readonly icon: LucideIcon; readonly tone: Tone };

/** The answer as a shape, to be seen before it is read. */
export function BigSign({ icon: Icon, tone }: Props): ReactNode {
  return (
    <div className={`sign sign-${tone}`}>
      <Icon aria-hidden="true" />
    </div>
  );
}
