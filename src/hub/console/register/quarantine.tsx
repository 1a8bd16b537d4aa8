import { Inbox } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Register } from '#contracts/hub-api/sessions.ts';
import { PersonName } from '#ui/person/person-name.tsx';
import { useWords } from '../messages/console-words.ts';
import { Button } from '../parts/button.tsx';
import { DialogActions, DialogFrame } from '../parts/dialogs.tsx';
import styles from './quarantine.module.css';

type Lines = Register['quarantine'];

/** How much was kept aside; nothing when nothing was. */
export function QuarantineButton({ lines }: { readonly lines: Lines }): ReactNode {
  const { messages } = useWords();
  const [isOpen, setIsOpen] = useState(false);
  const words = messages.register;
  if (lines.length === 0) return null;
  return (
    <>
      <Button onPress={() => setIsOpen(true)}>
        <Inbox aria-hidden="true" />
        {words.showQuarantine(lines.length)}
      </Button>
      <DialogFrame
        title={words.quarantine}
        lead={words.quarantineLead(lines.length)}
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
      >
        <QuarantineList lines={lines} />
        <DialogActions>
          <Button autoFocus onPress={() => setIsOpen(false)}>
            {messages.common.close}
          </Button>
        </DialogActions>
      </DialogFrame>
    </>
  );
}

function QuarantineList({ lines }: { readonly lines: Lines }): ReactNode {
  const { messages, times } = useWords();
  return (
    <ul className={styles['list']}>
      {lines.map(({ eventId, at, reason, name, explanation }) => (
        <li key={eventId}>
          <time className="numbers">{times.clockSeconds(at)}</time>
          <strong>{name === null ? messages.register.quarantineSomebody : <PersonName name={name} />}</strong>
          <p>{messages.quarantineReason[reason] ?? explanation}</p>
        </li>
      ))}
    </ul>
  );
}
