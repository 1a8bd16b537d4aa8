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
import { WORRY_ICON, WORRY_TONE, worriesOf } from './kiosk-worries.ts';
import styles from './kiosks-page.module.css';
import { useAgo } from './use-ago.ts';
import { useWorryWords } from './use-worry-words.ts';

type Props = {
  readonly kiosks: readonly Kiosk[];
  readonly arrangement: KioskArrangement;
  readonly onArrange: (arrangement: KioskArrangement) => void;
  readonly onRevoke: (kiosk: Kiosk) => void;
  readonly onLook: (kiosk: Kiosk) => void;
};

const WIDTHS: Readonly<Record<KioskColumn, string | undefined>> = {
  number: styles['number'],
  name: undefined,
  room: styles['room'],
  state: styles['state'],
  contact: styles['contact'],
  backlog: styles['backlog'],
  clock: styles['clock'],
  attention: styles['attention'],
};

/** Rows must not jump about under somebody's finger. */
const REARRANGE_MS = 60_000;

const COLUMNS = Object.keys(WIDTHS) as KioskColumn[];

export function KiosksTable({ kiosks, arrangement, onArrange, onRevoke, onLook }: Props): ReactNode {
  const { messages } = useWords();
  const now = useNow(REARRANGE_MS);
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
        <SortColumn id="actions" allowsSorting={false} isLabelHidden widthClass={styles['actions']}>
          {words.column.actions}
        </SortColumn>
      </TableHeader>
      <TableBody
        items={arrangeKiosks(kiosks, arrangement, now).map((kiosk) => ({ id: kiosk.number, kiosk }))}
        dependencies={[messages]}
      >
        {({ kiosk }) => <KioskRow kiosk={kiosk} onRevoke={onRevoke} onLook={onLook} />}
      </TableBody>
    </Table>
  );
}

type RowProps = { readonly kiosk: Kiosk } & Pick<Props, 'onRevoke' | 'onLook'>;

function KioskRow({ kiosk, onRevoke, onLook }: RowProps): ReactNode {
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
      onAction={() => onLook(kiosk)}
      className={`${table['row']} ${state === 'revoked' ? styles['gone'] : ''}`}
    >
      <Cell className={`${cell} ${table['figures']} ${styles['number']}`}>{kiosk.number}</Cell>
      <Cell className={`${cell} ${table['strong']} ${styles['name']}`}>
        <button type="button" className={styles['look']} onClick={() => onLook(kiosk)}>
          {kiosk.name}
        </button>
        <span className={styles['small-room']}>{kiosk.room ?? none}</span>
      </Cell>
      <Cell className={`${cell} ${styles['room']}`}>{kiosk.room ?? none}</Cell>
      <Cell className={cell}>
        <Chip icon={icon} tone={tone}>
          {words.state[state]}
        </Chip>
      </Cell>
      <Cell className={`${cell} ${table['figures']} ${styles['contact']}`}>
        <LastContact at={kiosk.lastContactAt} />
      </Cell>
      <Cell
        className={`${cell} ${table['figures']} ${styles['backlog']} ${kiosk.backlog > 0 ? styles['waiting'] : ''}`}
      >
        {kiosk.lastContactAt === null ? none : words.events(kiosk.backlog)}
      </Cell>
      <Cell className={`${cell} ${table['figures']} ${styles['clock']}`}>
        {kiosk.clock === null ? none : words.clockError(kiosk.clock.offsetMs)}
      </Cell>
      <Cell className={`${cell} ${styles['worries']}`}>
        <Attention kiosk={kiosk} />
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

function Attention({ kiosk }: { readonly kiosk: Kiosk }): ReactNode {
  const worryWords = useWorryWords();
  const worries = worriesOf(kiosk, useNow(REARRANGE_MS));
  return worries.map((worry) => (
    <Chip key={worry} icon={WORRY_ICON[worry]} tone={WORRY_TONE[worry]}>
      {worryWords(worry, kiosk).short}
    </Chip>
  ));
}

function LastContact({ at }: { readonly at: number | null }): ReactNode {
  const ago = useAgo();
  return ago(at, useNow(1000));
}
