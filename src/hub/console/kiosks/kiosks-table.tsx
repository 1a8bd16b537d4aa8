import type { ReactNode } from 'react';
import { Cell, Row, Table, TableBody, TableHeader } from 'react-aria-components';
import type { Kiosk } from '#contracts/hub-api/kiosks.ts';
import { useNow } from '#ui/clock/now.tsx';
import { useWords } from '../messages/console-words.ts';
import { Button } from '../parts/button.tsx';
import { Chip } from '../parts/chip.tsx';
import { SortColumn } from '../parts/sort-column.tsx';
import table from '../parts/table.module.css';
import { arrangeKiosks, type KioskArrangement, type KioskColumn } from './arrange-kiosks.ts';
import { KIOSK_LOOK, kioskState } from './kiosk-look.ts';
import styles from './kiosks-page.module.css';
import { useAgo } from './use-ago.ts';

type Props = {
  readonly kiosks: readonly Kiosk[];
  readonly arrangement: KioskArrangement;
  readonly onArrange: (arrangement: KioskArrangement) => void;
  readonly onRevoke: (kiosk: Kiosk) => void;
};

const WIDTHS: Readonly<Record<KioskColumn, string | undefined>> = {
  number: styles['number'],
  name: undefined,
  room: styles['room'],
  state: styles['state'],
  contact: styles['contact'],
  backlog: styles['backlog'],
  version: styles['version'],
};

const COLUMNS = Object.keys(WIDTHS) as KioskColumn[];

export function KiosksTable({ kiosks, arrangement, onArrange, onRevoke }: Props): ReactNode {
  const { messages } = useWords();
  const words = messages.kiosks;
  return (
    <Table
      className={table['table'] ?? ''}
      aria-label={words.title}
      sortDescriptor={{
        column: arrangement.column,
        direction: arrangement.isDescending ? 'descending' : 'ascending',
      }}
      onSortChange={({ column, direction }) =>
        onArrange({ column: column as KioskColumn, isDescending: direction === 'descending' })
      }
    >
      <TableHeader>
        {COLUMNS.map((column) => (
          <SortColumn key={column} id={column} isRowHeader={column === 'name'} widthClass={WIDTHS[column]}>
            {words.column[column]}
          </SortColumn>
        ))}
        <SortColumn id="ledger" allowsSorting={false} widthClass={styles['ledger']}>
          {words.column.ledger}
        </SortColumn>
        <SortColumn id="actions" allowsSorting={false} isLabelHidden widthClass={styles['actions']}>
          {words.column.actions}
        </SortColumn>
      </TableHeader>
      <TableBody
        items={arrangeKiosks(kiosks, arrangement).map((kiosk) => ({ id: kiosk.number, kiosk }))}
        dependencies={[messages]}
      >
        {({ kiosk }) => <KioskRow kiosk={kiosk} onRevoke={onRevoke} />}
      </TableBody>
    </Table>
  );
}

type RowProps = { readonly kiosk: Kiosk; readonly onRevoke: (kiosk: Kiosk) => void };

function KioskRow({ kiosk, onRevoke }: RowProps): ReactNode {
  const { messages } = useWords();
  const words = messages.kiosks;
  const state = kioskState(kiosk);
  const { icon, tone } = KIOSK_LOOK[state];
  const cell = table['cell'] ?? '';
  const { none } = messages.common;
  return (
    <Row
      id={kiosk.number}
      textValue={kiosk.name}
      className={`${table['row']} ${state === 'revoked' ? styles['gone'] : ''}`}
    >
      <Cell className={`${cell} ${table['figures']}`}>{kiosk.number}</Cell>
      <Cell className={`${cell} ${table['strong']}`}>{kiosk.name}</Cell>
      <Cell className={cell}>{kiosk.room ?? none}</Cell>
      <Cell className={cell}>
        <Chip icon={icon} tone={tone}>
          {words.state[state]}
        </Chip>
      </Cell>
      <Cell className={`${cell} ${table['figures']}`}>
        <LastContact at={kiosk.lastContactAt} />
      </Cell>
      <Cell className={`${cell} ${table['figures']} ${kiosk.backlog > 0 ? styles['waiting'] : ''}`}>
        {kiosk.lastContactAt === null ? none : words.events(kiosk.backlog)}
      </Cell>
      <Cell className={`${cell} ${table['figures']}`}>{kiosk.app ?? none}</Cell>
      <Cell className={`${cell} ${styles['ledger-of']}`}>
        <span title={words.ledgerHelp}>{kiosk.epoch?.slice(0, 8) ?? none}</span>
      </Cell>
      <Cell className={`${cell} ${styles['actions-cell']}`}>
        {state !== 'revoked' && (
          <Button look="quiet" aria-label={words.revokeLabel(kiosk.name)} onPress={() => onRevoke(kiosk)}>
            {words.revoke}
          </Button>
        )}
      </Cell>
    </Row>
  );
}

function LastContact({ at }: { readonly at: number | null }): ReactNode {
  const ago = useAgo();
  return ago(at, useNow(1000));
}
