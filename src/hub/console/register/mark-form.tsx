import { Undo2 } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { MarkReasonSchema } from '#contracts/hub-api/sessions.ts';
import type { HandMark } from '#domain/register/mark-status.ts';
import { STATUS_LOOK } from '#ui/attendance/status-look.ts';
import { useWords } from '../messages/console-words.ts';
import { Button } from '../parts/button.tsx';
import { SelectField } from '../parts/select-field.tsx';
import { TextField } from '../parts/text-field.tsx';
import styles from './marking-panel.module.css';
import type { MarkReason } from './taking-back.ts';

export type Marking = {
  readonly status: HandMark;
  readonly reason: MarkReason;
  readonly note: string | null;
};

/** What somebody means who gives no reason. */
const USUAL_REASON: Readonly<Record<HandMark, MarkReason>> = {
  P: 'seen-in-class',
  L: 'seen-in-class',
  H: 'left-early',
  E: 'excused',
  O: 'duty',
  A: 'other',
  derived: 'mistake',
};

const HAND_MARKS = ['P', 'L', 'H', 'E', 'O', 'A'] as const;

const USUAL = 'usual';

type Props = {
  readonly isBusy: boolean;
  readonly hasHandMark: boolean;
  readonly onMark: (marking: Marking) => void;
};

/** A press on a mark sets it; it can be taken back at once. */
export function MarkForm({ isBusy, hasHandMark, onMark }: Props): ReactNode {
  const { messages, attendance } = useWords();
  const [reason, setReason] = useState<MarkReason | typeof USUAL>(USUAL);
  const [note, setNote] = useState('');
  const heading = useId();
  const words = messages.marking;
  const mark = (status: HandMark): void =>
    onMark({
      status,
      reason: reason === USUAL ? USUAL_REASON[status] : reason,
      note: note.trim() === '' ? null : note.trim(),
    });
  return (
    <div className={styles['form']}>
      <h3 id={heading} className="visually-hidden">
        {words.mark}
      </h3>
      <fieldset className={styles['marks']} aria-labelledby={heading}>
        {HAND_MARKS.map((status) => {
          const Icon = STATUS_LOOK[status].icon;
          return (
            <Button
              key={status}
              isDisabled={isBusy}
              onPress={() => mark(status)}
              {...(status === 'P' ? { 'data-first-mark': '' } : {})}
            >
              <Icon aria-hidden="true" />
              {attendance.status[status]}
            </Button>
          );
        })}
        {hasHandMark && (
          <Button isDisabled={isBusy} onPress={() => mark('derived')} data-wide="">
            <Undo2 aria-hidden="true" />
            {words.takeBackHand}
          </Button>
        )}
      </fieldset>
      <SelectField
        label={words.reason}
        value={reason}
        onChange={setReason}
        choices={[
          { id: USUAL, label: words.usualReason },
          ...MarkReasonSchema.options.map((id) => ({ id, label: words.reasons[id] })),
        ]}
      />
      <TextField
        label={words.note}
        help={words.noteHelp}
        hasLines
        maxLength={1000}
        value={note}
        onChange={setNote}
      />
    </div>
  );
}
