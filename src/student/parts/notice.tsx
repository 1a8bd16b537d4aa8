import { CircleAlert, Info } from 'lucide-react';
import type { ReactNode } from 'react';

type Props = { readonly tone: 'stop' | 'late' | 'plain'; readonly children: ReactNode };

/** Something to know. What went wrong is spoken at once. */
export function Notice({ tone, children }: Props): ReactNode {
  const Icon = tone === 'plain' ? Info : CircleAlert;
  return (
    <p className={`notice notice-${tone}`} role={tone === 'stop' ? 'alert' : undefined}>
      <Icon aria-hidden="true" />
      <span>{children}</span>
    </p>
  );
}
