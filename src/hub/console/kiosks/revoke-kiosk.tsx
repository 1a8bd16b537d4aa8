import type { ReactNode } from 'react';
import type { Kiosk } from '#contracts/hub-api/kiosks.ts';
import { revokeKiosk } from '../api/kiosk-requests.ts';
import { useAction } from '../api/use-action.ts';
import { useWords } from '../messages/console-words.ts';
import { Confirm } from '../parts/dialogs.tsx';
import { Notice } from '../parts/notice.tsx';

type Props = {
  /** Null: nobody is asking. */
  readonly kiosk: Kiosk | null;
  readonly onRevoked: (kiosk: Kiosk) => void;
  readonly onClose: () => void;
};

/** Asks before a kiosk is shut out for good. */
export function RevokeKiosk({ kiosk, onRevoked, onClose }: Props): ReactNode {
  const { messages } = useWords();
  const action = useAction();
  const words = messages.kiosks;
  if (kiosk === null) return null;
  return (
    <Confirm
      title={words.revokeTitle(kiosk.name)}
      lead={words.revokeLead}
      act={words.revokeAct}
      keep={messages.common.cancel}
      isOpen
      action={action}
      onAct={() => action.run(revokeKiosk(kiosk.number), onRevoked)}
      onClose={() => {
        action.clear();
        onClose();
      }}
    >
      {kiosk.backlog > 0 && <Notice tone="late">{words.revokeBacklog(kiosk.backlog)}</Notice>}
    </Confirm>
  );
}
