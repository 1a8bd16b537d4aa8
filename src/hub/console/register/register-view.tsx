import { type ReactNode, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Register } from '#contracts/hub-api/sessions.ts';
import type { PersonId } from '#domain/ids.ts';
import { useWords } from '../messages/console-words.ts';
import { Notice } from '../parts/notice.tsx';
import { SearchBox } from '../parts/search-box.tsx';
import table from '../parts/table.module.css';
import { type Arrangement, arrangeLines } from './arrange-lines.ts';
import { LiveState } from './live-state.tsx';
import { MarkingPanel } from './marking-panel.tsx';
import { QuarantineButton } from './quarantine.tsx';
import { RegisterHead } from './register-head.tsx';
import styles from './register-page.module.css';
import type { RegisterView as View } from './register-store.ts';
import { RegisterTable } from './register-table.tsx';
import { StatusFilter } from './status-filter.tsx';

const BY_NAME: Arrangement = { sought: '', status: 'all', column: 'name', isDescending: false };

type Props = {
  readonly register: Register;
  readonly newest: View['newest'];
  /** Something was done that the register has to be read again for. */
  readonly onChanged: () => void;
};

export function RegisterView({ register, newest, onChanged }: Props): ReactNode {
  const { messages } = useWords();
  const [arrangement, setArrangement] = useState(BY_NAME);
  const [chosen, setChosen] = useState<ReadonlySet<PersonId>>(new Set());
  const tableArea = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLElement>(null);
  const words = messages.register;
  const change = (more: Partial<Arrangement>): void => setArrangement({ ...arrangement, ...more });
  const lines = arrangeLines(register.lines, arrangement);
  const focusTable = (personId?: PersonId): void => {
    const row = personId === undefined ? '[role="row"][data-key]' : `[data-key="${personId}"]`;
    tableArea.current?.querySelector<HTMLElement>(`tbody ${row}`)?.focus();
  };
  const mark = (personId: PersonId): void => {
    flushSync(() => setChosen(new Set([personId])));
    panel.current?.querySelector<HTMLElement>('[data-first-mark]')?.focus();
  };
  return (
    <div className={styles['page']}>
      <RegisterHead session={register.session} newest={newest} onChanged={onChanged} />
      <div className={styles['notices']}>
        {register.flags.map((flag) => (
          <Notice key={flag} tone="late">
            {messages.registerFlag[flag] ?? flag}
          </Notice>
        ))}
      </div>
      <div className={styles['tools']}>
        <div className={styles['search']}>
          <SearchBox
            label={words.search}
            value={arrangement.sought}
            onChange={(sought) => change({ sought })}
            onSubmit={() => focusTable()}
          />
        </div>
        <StatusFilter
          lines={register.lines}
          value={arrangement.status}
          onChange={(status) => change({ status })}
        />
        <div className={styles['end']}>
          <QuarantineButton lines={register.quarantine} />
          <LiveState />
        </div>
      </div>
      <div className={styles['work']}>
        <div ref={tableArea} className={`${table['card']} ${styles['table']}`}>
          <RegisterTable
            lines={lines}
            isEmpty={register.lines.length === 0}
            arrangement={arrangement}
            chosen={chosen}
            onArrange={change}
            onChoose={setChosen}
            onMark={mark}
          />
        </div>
        <MarkingPanel
          ref={panel}
          session={register.session}
          lines={register.lines.filter(({ personId }) => chosen.has(personId))}
          onChanged={onChanged}
          onLeave={() => focusTable([...chosen][0])}
          onClear={() => setChosen(new Set())}
        />
      </div>
    </div>
  );
}
