import { type ReactNode, useState } from 'react';
import { Cell, Row, Table, TableBody, TableHeader } from 'react-aria-components';
import { PersonName } from '#ui/person/person-name.tsx';
import { useWords } from '../messages/console-words.ts';
import { PercentBar, PercentWords } from '../parts/percent-bar.tsx';
import { SortColumn } from '../parts/sort-column.tsx';
import table from '../parts/table.module.css';
import { VERDICT_LOOK, VerdictChip } from '../parts/verdict-chip.tsx';
import { addressOf } from '../state/place.ts';
import {
  arrangeStudents,
  type Student,
  type StudentArrangement,
  type StudentColumn,
} from './arrange-students.ts';
import { LatestMarks } from './latest-marks.tsx';
import styles from './students-table.module.css';

const WIDTHS: Readonly<Record<StudentColumn, string | undefined>> = {
  name: undefined,
  number: styles['number'],
  toDate: styles['percent'],
  best: styles['best'],
  mayMiss: styles['miss'],
  verdict: styles['verdict'],
};

const COLUMNS = Object.keys(WIDTHS) as StudentColumn[];

/** Everybody in a section as they stand. */
export function StudentsTable({ students }: { readonly students: readonly Student[] }): ReactNode {
  const { messages } = useWords();
  const [arrangement, setArrangement] = useState<StudentArrangement>({ column: 'name', isDescending: false });
  const words = messages.sections;
  const items = arrangeStudents(students, arrangement).map((student) => ({ id: student.personId, student }));
  return (
    <div className={table['card']}>
      <Table
        className={table['table'] ?? ''}
        aria-label={words.standings}
        sortDescriptor={{
          column: arrangement.column,
          direction: arrangement.isDescending ? 'descending' : 'ascending',
        }}
        onSortChange={({ column, direction }) =>
          setArrangement({ column: column as StudentColumn, isDescending: direction === 'descending' })
        }
      >
        <TableHeader>
          {COLUMNS.map((column) => (
            <SortColumn key={column} id={column} isRowHeader={column === 'name'} widthClass={WIDTHS[column]}>
              {words.studentColumn[column]}
            </SortColumn>
          ))}
          <SortColumn id="marks" allowsSorting={false} widthClass={styles['marks']}>
            {words.studentColumn.marks}
          </SortColumn>
        </TableHeader>
        <TableBody items={items} dependencies={[messages]}>
          {({ student }) => <StudentRow student={student} />}
        </TableBody>
      </Table>
    </div>
  );
}

function StudentRow({ student }: { readonly student: Student }): ReactNode {
  const { personId, name, studentNumber, standing, marks } = student;
  const { toDate, bestPossible, mayStillMiss, verdict } = standing;
  const cell = table['cell'] ?? '';
  return (
    <Row
      id={personId}
      href={addressOf({ name: 'student', personId })}
      textValue={name}
      className={table['row'] ?? ''}
    >
      <Cell className={`${cell} ${table['strong']}`}>
        <PersonName name={name} />
      </Cell>
      <Cell className={`${cell} ${table['figures']}`}>{studentNumber}</Cell>
      <Cell className={cell}>
        <div className={styles['bar']}>
          <PercentBar percent={toDate} tone={VERDICT_LOOK[verdict].tone} />
        </div>
      </Cell>
      <Cell className={`${cell} ${table['figures']} ${styles['best-of']}`}>
        <PercentWords percent={bestPossible} />
      </Cell>
      <Cell className={`${cell} ${table['figures']}`}>{mayStillMiss}</Cell>
      <Cell className={cell}>
        <VerdictChip verdict={verdict} />
      </Cell>
      <Cell className={cell}>
        <LatestMarks marks={marks} />
      </Cell>
    </Row>
  );
}
