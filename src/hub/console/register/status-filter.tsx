import { CircleHelp } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Dialog,
  DialogTrigger,
  Heading,
  Popover,
  ToggleButton,
  ToggleButtonGroup,
  Tooltip,
  TooltipTrigger,
} from 'react-aria-components';
import type { RegisterLine } from '#contracts/hub-api/sessions.ts';
import type { MarkStatus } from '#domain/register/mark-status.ts';
import { STATUS_LOOK } from '#ui/attendance/status-look.ts';
import { useWords } from '../messages/console-words.ts';
import { Button } from '../parts/button.tsx';
import popup from '../parts/popup.module.css';
import { StatusMark } from '../parts/status-mark.tsx';
import { type Arrangement, countByStatus } from './arrange-lines.ts';
import styles from './status-filter.module.css';

const STATUSES: readonly MarkStatus[] = ['?', 'P', 'L', 'H', 'E', 'O', 'A'];

type Props = {
  readonly lines: readonly RegisterLine[];
  readonly value: Arrangement['status'];
  readonly onChange: (status: Arrangement['status']) => void;
};

/** Everybody, or those with one mark. Marks that nobody has are left out. */
export function StatusFilter({ lines, value, onChange }: Props): ReactNode {
  const { messages } = useWords();
  const counts = countByStatus(lines);
  const shown = STATUSES.filter((status) => counts.has(status) || status === value);
  return (
    <>
      <ToggleButtonGroup
        className={styles['group'] ?? ''}
        aria-label={messages.register.filter}
        disallowEmptySelection
        selectedKeys={[value]}
        onSelectionChange={(keys) => onChange([...keys][0] as Arrangement['status'])}
      >
        <ToggleButton id="all" className={styles['option'] ?? ''}>
          {messages.register.all} <span className={styles['count']}>{lines.length}</span>
        </ToggleButton>
        {shown.map((status) => (
          <Option key={status} status={status} count={counts.get(status) ?? 0} />
        ))}
      </ToggleButtonGroup>
      <Meanings />
    </>
  );
}

function Option({ status, count }: { readonly status: MarkStatus; readonly count: number }): ReactNode {
  const { messages, attendance } = useWords();
  const { icon: Icon, tone } = STATUS_LOOK[status];
  return (
    <TooltipTrigger delay={500}>
      <ToggleButton id={status} className={styles['option'] ?? ''} data-tone={tone}>
        <Icon aria-hidden="true" />
        {attendance.status[status]} <span className={styles['count']}>{count}</span>
      </ToggleButton>
      <Tooltip className={popup['tooltip'] ?? ''} offset={6}>
        {messages.markMeaning[status]}
      </Tooltip>
    </TooltipTrigger>
  );
}

/** The same by touch, where nothing hovers. */
function Meanings(): ReactNode {
  const { messages } = useWords();
  const words = messages.register;
  return (
    <DialogTrigger>
      <Button look="quiet" isIcon aria-label={words.meanings}>
        <CircleHelp aria-hidden="true" />
      </Button>
      <Popover className={popup['popover'] ?? ''}>
        <Dialog className={styles['meanings'] ?? ''}>
          <Heading slot="title" level={2}>
            {words.meanings}
          </Heading>
          <dl>
            {STATUSES.map((status) => (
              <div key={status}>
                <dt>
                  <StatusMark status={status} />
                </dt>
                <dd>{messages.markMeaning[status]}</dd>
              </div>
            ))}
          </dl>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
