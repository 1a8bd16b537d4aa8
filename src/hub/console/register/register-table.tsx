import { Check, Minus, UserRoundX } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Cell,
  Checkbox,
  Column,
  Row,
  type Selection,
  Table,
  TableBody,
  TableHeader,
} from 'react-aria-components';
import type { RegisterLine } from '#contracts/hub-api/sessions.ts';
import type { PersonId } from '#domain/ids.ts';
import { MethodIcon } from '#ui/attendance/method-icon.tsx';
import { PersonName } from '#ui/person/person-name.tsx';
import { useWords } from '../messages/console-words.ts';
import { Button } from '../parts/button.tsx';
import { Empty } from '../parts/empty.tsx';
import { SortColumn } from '../parts/sort-column.tsx';
import { StatusMark } from '../parts/status-mark.tsx';
import table from '../parts/table.module.css';
import type { Arrangement, LineColumn } from './arrange-lines.ts';
import { FlagChips } from './flag-chips.tsx';
import { reasonIn } from './reason-in.ts';
import styles from './register-table.module.css';

type Props = {
  readonly lines: readonly RegisterLine[];
  /** Nobody is enrolled, not only nobody found. */
  readonly isEmpty: boolean;
  readonly arrangement: Arrangement;
  readonly chosen: ReadonlySet<PersonId>;
  readonly onArrange: (more: Partial<Arrangement>) => void;
  readonly onChoose: (chosen: ReadonlySet<PersonId>) => void;
  /** Enter on a row, a double click, or a touch. */
  readonly onMark: (personId: PersonId) => void;
};

const WIDTHS: Readonly<Record<LineColumn, string | undefined>> = {
  name: undefined,
  number: styles['number'],
  status: styles['status'],
  arrived: styles['arrived'],
  method: styles['method'],
};

const COLUMNS = Object.keys(WIDTHS) as LineColumn[];

export function RegisterTable(props: Props): ReactNode {
  const { lines, isEmpty, arrangement, chosen, onArrange, onChoose, onMark } = props;
  const { messages, times } = useWords();
  const words = messages.register;
  if (lines.length === 0)
    return <Nobody isEmpty={isEmpty} onShowAll={() => onArrange({ sought: '', status: 'all' })} />;
  return (
    <Table
      className={table['table'] ?? ''}
      aria-label={words.label}
      selectionMode="multiple"
      selectionBehavior="replace"
      selectedKeys={chosen}
      onSelectionChange={(keys) => onChoose(chosenFrom(keys, lines))}
      onRowAction={(key) => onMark(key as PersonId)}
      sortDescriptor={{
        column: arrangement.column,
        direction: arrangement.isDescending ? 'descending' : 'ascending',
      }}
      onSortChange={({ column, direction }) =>
        onArrange({ column: column as LineColumn, isDescending: direction === 'descending' })
      }
    >
      <TableHeader>
        <Column className={`${table['column']} ${styles['check']}`} textValue={messages.common.selectAll}>
          <ChooseBox label={messages.common.selectAll} />
        </Column>
        {COLUMNS.map((column) => (
          <SortColumn key={column} id={column} isRowHeader={column === 'name'} widthClass={WIDTHS[column]}>
            {words.column[column]}
          </SortColumn>
        ))}
        <SortColumn id="why" allowsSorting={false} widthClass={styles['why']}>
          {words.column.why}
        </SortColumn>
      </TableHeader>
      <TableBody items={lines.map((line) => ({ id: line.personId, line }))} dependencies={[messages, times]}>
        {({ line }) => <LineRow line={line} />}
      </TableBody>
    </Table>
  );
}

function chosenFrom(keys: Selection, lines: readonly RegisterLine[]): ReadonlySet<PersonId> {
  const shown = lines.map(({ personId }) => personId);
  return new Set(keys === 'all' ? shown : shown.filter((id) => keys.has(id)));
}

function LineRow({ line }: { readonly line: RegisterLine }): ReactNode {
  const { messages, attendance, times } = useWords();
  const { personId, name, studentNumber, status, arrivedAt, method, explanation, flags } = line;
  const cell = table['cell'] ?? '';
  return (
    <Row id={personId} textValue={name} className={table['row'] ?? ''}>
      <Cell className={cell}>
        <ChooseBox label={messages.common.choose} />
      </Cell>
      <Cell className={`${cell} ${table['strong']}`}>
        <PersonName name={name} />
      </Cell>
      <Cell className={`${cell} ${table['figures']}`}>{studentNumber}</Cell>
      <Cell className={cell}>
        <StatusMark status={status} />
      </Cell>
      <Cell className={`${cell} ${table['figures']}`}>
        {arrivedAt === null ? messages.common.none : times.clockSeconds(arrivedAt)}
      </Cell>
      <Cell className={cell}>
        {method === null ? (
          messages.common.none
        ) : (
          <span className={styles['method-cell']}>
            <span aria-hidden="true">
              <MethodIcon method={method} label={attendance.method[method]} />
            </span>
            {attendance.method[method]}
          </span>
        )}
      </Cell>
      <Cell className={`${cell} ${styles['why-cell-of']}`}>
        <span className={styles['why-cell']}>
          <FlagChips flags={flags} />
          <span lang="en">{reasonIn(explanation)}</span>
        </span>
      </Cell>
    </Row>
  );
}

function ChooseBox({ label }: { readonly label: string }): ReactNode {
  return (
    <Checkbox slot="selection" aria-label={label} className={styles['box'] ?? ''}>
      {({ isIndeterminate }) => (
        <span className={styles['tick']}>
          {isIndeterminate ? <Minus aria-hidden="true" /> : <Check aria-hidden="true" />}
        </span>
      )}
    </Checkbox>
  );
}

function Nobody({
  isEmpty,
  onShowAll,
}: {
  readonly isEmpty: boolean;
  readonly onShowAll: () => void;
}): ReactNode {
  const words = useWords().messages.register;
  return isEmpty ? (
    <Empty icon={UserRoundX} title={words.nobodyTitle}>
      {words.nobodyHelp}
    </Empty>
  ) : (
    <Empty
      icon={UserRoundX}
      title={words.nothingFound}
      action={<Button onPress={onShowAll}>{words.clearFilter}</Button>}
    />
  );
}
