import { Ban, ChevronDown, Download, Play, Square, TimerReset } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import type { Session } from '#contracts/hub-api/sessions.ts';
import type { Asked } from '../api/asked.ts';
import {
  cancelSession,
  endSession,
  extendSession,
  openSession,
  registerCsvPath,
} from '../api/session-requests.ts';
import { useAction } from '../api/use-action.ts';
import { useWords } from '../messages/console-words.ts';
import button from '../parts/button.module.css';
import { Button } from '../parts/button.tsx';
import { Confirm } from '../parts/dialogs.tsx';
import { ProblemNotice } from '../parts/notice.tsx';
import popup from '../parts/popup.module.css';
import { type PossibleAction, possibleActions } from './possible-actions.ts';

type Props = { readonly session: Session; readonly onChanged: () => void };

/** What may be done with a session as it is now. */
export function SessionActions({ session, onChanged }: Props): ReactNode {
  const { messages } = useWords();
  const action = useAction();
  const [asking, setAsking] = useState<'end' | 'cancel' | null>(null);
  const words = messages.register;
  const { sessionId } = session;
  const can = (possible: PossibleAction): boolean => possibleActions(session).includes(possible);
  const run = <T,>(asked: Asked<T>): void =>
    action.run(asked, () => {
      setAsking(null);
      onChanged();
    });
  const close = (): void => {
    setAsking(null);
    action.clear();
  };
  return (
    <>
      {can('open') && (
        <Button
          look="primary"
          isPending={action.isBusy}
          onPress={() => run(openSession({ kind: 'scheduled', sessionId }))}
        >
          <Play aria-hidden="true" />
          {words.open}
        </Button>
      )}
      {can('extend') && (
        <ExtendMenu session={session} onExtend={(minutes) => run(extendSession(sessionId, minutes))} />
      )}
      {can('end') && (
        <Button look="danger" onPress={() => setAsking('end')}>
          <Square aria-hidden="true" />
          {words.end}
        </Button>
      )}
      {can('cancel') && (
        <Button onPress={() => setAsking('cancel')}>
          <Ban aria-hidden="true" />
          {words.cancel}
        </Button>
      )}
      <a className={button['button']} href={registerCsvPath(sessionId)} download>
        <Download aria-hidden="true" />
        {words.csv}
      </a>
      {asking === null && <ProblemNotice problem={action.problem} />}
      <Confirm
        title={words.endTitle}
        lead={words.endLead}
        act={words.endAct}
        keep={words.keep}
        isOpen={asking === 'end'}
        action={action}
        onAct={() => run(endSession(sessionId))}
        onClose={close}
      />
      <Confirm
        title={words.cancelTitle}
        lead={words.cancelLead}
        act={words.cancelAct}
        keep={words.keep}
        isOpen={asking === 'cancel'}
        action={action}
        onAct={() => run(cancelSession(sessionId))}
        onClose={close}
      />
    </>
  );
}

const EXTENSIONS = [5, 10, 15, 30] as const;

type ExtendProps = { readonly session: Session; readonly onExtend: (minutes: number) => void };

function ExtendMenu({ session, onExtend }: ExtendProps): ReactNode {
  const { messages, times } = useWords();
  const words = messages.register;
  const isOver = session.state !== 'OPEN';
  return (
    <MenuTrigger>
      <Button>
        <TimerReset aria-hidden="true" />
        {isOver ? words.reopen : words.extend}
        <ChevronDown aria-hidden="true" />
      </Button>
      <Popover className={popup['popover'] ?? ''}>
        <Menu
          className={popup['list'] ?? ''}
          aria-label={words.extendLead}
          onAction={(minutes) => onExtend(Number(minutes))}
        >
          {EXTENSIONS.map((minutes) => (
            <MenuItem key={minutes} id={String(minutes)} className={popup['item'] ?? ''}>
              {words.extendBy(minutes)}
              {!isOver && (
                <span className={popup['aside']}>
                  {words.extendTo(times.clock(session.closesAt + minutes * 60_000))}
                </span>
              )}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
