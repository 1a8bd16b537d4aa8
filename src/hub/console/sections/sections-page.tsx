import { Users } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Cell, Row, Table, TableBody, TableHeader } from 'react-aria-components';
import type { Section } from '#contracts/hub-api/statistics.ts';
import { mySections } from '../api/section-requests.ts';
import { useLoaded } from '../api/use-loaded.ts';
import { useUser } from '../console-context.ts';
import { PageTitle } from '../frame/page-title.tsx';
import { useWords } from '../messages/console-words.ts';
import { Empty } from '../parts/empty.tsx';
import { SkeletonRows } from '../parts/skeleton.tsx';
import { SortColumn } from '../parts/sort-column.tsx';
import table from '../parts/table.module.css';
import { WhenLoaded } from '../parts/when-loaded.tsx';
import { addressOf } from '../state/place.ts';
import styles from './sections-page.module.css';

/** The sections somebody may run. */
export function SectionsPage(): ReactNode {
  const { messages } = useWords();
  const { role } = useUser();
  const { loaded, store } = useLoaded(mySections);
  const words = messages.sections;
  return (
    <div className={styles['page']}>
      <PageTitle title={words.title} />
      <div className={table['card']}>
        <WhenLoaded loaded={loaded} skeleton={<SkeletonRows count={5} />} onRetry={store.reload}>
          {({ sections }) =>
            sections.length === 0 ? (
              <Empty icon={Users} title={words.emptyTitle}>
                {role === 'admin' ? words.emptyHelp : words.emptyFacultyHelp}
              </Empty>
            ) : (
              <SectionsTable sections={sections} />
            )
          }
        </WhenLoaded>
      </div>
    </div>
  );
}

type SortKey = 'course' | 'section' | 'teacher' | 'term' | 'students';

const SORT_TEXT: Readonly<Record<SortKey, (section: Section) => string>> = {
  course: ({ courseCode, name }) => `${courseCode} ${name}`,
  section: ({ name, courseCode }) => `${name} ${courseCode}`,
  teacher: ({ teachers }) => teachers[0]?.name ?? '',
  term: ({ term }) => term ?? '',
  students: ({ students }) => String(students),
};

function SectionsTable({ sections }: { readonly sections: readonly Section[] }): ReactNode {
  const { messages } = useWords();
  const [sort, setSort] = useState<{ readonly column: SortKey; readonly isDescending: boolean }>({
    column: 'course',
    isDescending: false,
  });
  const words = messages.sections;
  const direction = sort.isDescending ? -1 : 1;
  const text = SORT_TEXT[sort.column];
  const sorted = sections.toSorted(
    (a, b) => direction * text(a).localeCompare(text(b), 'en', { numeric: true }),
  );
  return (
    <Table
      className={table['table'] ?? ''}
      aria-label={words.title}
      sortDescriptor={{ column: sort.column, direction: sort.isDescending ? 'descending' : 'ascending' }}
      onSortChange={({ column, direction: way }) =>
        setSort({ column: column as SortKey, isDescending: way === 'descending' })
      }
    >
      <TableHeader>
        <SortColumn id="course" isRowHeader widthClass={styles['course']}>
          {words.column.course}
        </SortColumn>
        <SortColumn id="section" widthClass={styles['name']}>
          {words.column.section}
        </SortColumn>
        <SortColumn id="teacher">{words.column.teacher}</SortColumn>
        <SortColumn id="term" widthClass={styles['term']}>
          {words.column.term}
        </SortColumn>
        <SortColumn id="students" widthClass={styles['students']}>
          {words.column.students}
        </SortColumn>
      </TableHeader>
      <TableBody items={sorted} dependencies={[messages]}>
        {(section) => <SectionRow section={section} />}
      </TableBody>
    </Table>
  );
}

function SectionRow({ section }: { readonly section: Section }): ReactNode {
  const { messages } = useWords();
  const { id, courseCode, courseTitle, name, teachers, term, students } = section;
  const cell = table['cell'] ?? '';
  return (
    <Row
      id={id}
      href={addressOf({ name: 'section', sectionId: id })}
      textValue={`${courseCode} ${name}`}
      className={table['row'] ?? ''}
    >
      <Cell className={`${cell} ${table['strong']}`}>
        {courseCode} · {courseTitle}
      </Cell>
      <Cell className={cell}>{messages.common.section(name)}</Cell>
      <Cell className={cell}>{teachers.map((teacher) => teacher.name).join(', ')}</Cell>
      <Cell className={cell}>{term ?? messages.common.none}</Cell>
      <Cell className={`${cell} ${table['figures']}`}>{students}</Cell>
    </Row>
  );
}
