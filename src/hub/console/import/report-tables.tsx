import { OctagonX, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { IMPORT_TABLES, type ImportProblem, type ImportReport } from '#contracts/hub-api/imports.ts';
import { useWords } from '../messages/console-words.ts';
import { Chip } from '../parts/chip.tsx';
import styles from './import-page.module.css';

/** What an import found: problems first, because they are what somebody has to do something about. */
export function ReportTables({ report }: { readonly report: ImportReport }): ReactNode {
  const hasProblems = report.errors.length + report.warnings.length > 0;
  return (
    <>
      {hasProblems && <Problems report={report} />}
      <Counts report={report} />
    </>
  );
}

function Problems({ report }: { readonly report: ImportReport }): ReactNode {
  const words = useWords().messages.import;
  const columns = words.column;
  return (
    <div className={styles['report']}>
      <table>
        <thead>
          <tr>
            <th scope="col">{columns.kind}</th>
            <th scope="col">{columns.file}</th>
            <th scope="col">{columns.row}</th>
            <th scope="col">{columns.column}</th>
            <th scope="col">{columns.problem}</th>
            <th scope="col">{columns.advice}</th>
          </tr>
        </thead>
        <tbody>
          {report.errors.map((problem) => (
            <ProblemRow key={keyOf(problem)} problem={problem} kind="error" />
          ))}
          {report.warnings.map((problem) => (
            <ProblemRow key={keyOf(problem)} problem={problem} kind="warning" />
          ))}
          {report.more > 0 && (
            <tr>
              <td colSpan={6}>{words.more(report.more)}</td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}

function keyOf({ file, row, column, problem }: ImportProblem): string {
  return [file, row, column, problem].join(' ');
}

type RowProps = { readonly problem: ImportProblem; readonly kind: 'error' | 'warning' };

function ProblemRow({ problem, kind }: RowProps): ReactNode {
  const { messages } = useWords();
  const { none } = messages.common;
  return (
    <tr>
      <td className={styles['kind']}>
        <Chip icon={kind === 'error' ? OctagonX : TriangleAlert} tone={kind === 'error' ? 'stop' : 'late'}>
          {messages.import.kind[kind]}
        </Chip>
      </td>
      <td>{problem.file}</td>
      <td className="numbers">{problem.row ?? none}</td>
      <td>{problem.column ?? none}</td>
      <td lang="en">{problem.problem}</td>
      <td lang="en" className={styles['advice']}>
        {problem.advice}
      </td>
    </tr>
  );
}

function Counts({ report }: { readonly report: ImportReport }): ReactNode {
  const words = useWords().messages.import;
  const shown = IMPORT_TABLES.filter((table) =>
    Object.values(report.tables[table]).some((count) => count > 0),
  );
  if (shown.length === 0) return null;
  return (
    <div className={`${styles['report']} ${styles['counts']}`}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.table}</th>
            <th scope="col">{words.added}</th>
            <th scope="col">{words.changed}</th>
            <th scope="col">{words.removed}</th>
            <th scope="col">{words.unchanged}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((table) => {
            const { added, changed, removed, unchanged } = report.tables[table];
            return (
              <tr key={table}>
                <th scope="row">{words.tables[table]}</th>
                <Figure value={added} />
                <Figure value={changed} />
                <Figure value={removed} />
                <Figure value={unchanged} />
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Figure({ value }: { readonly value: number }): ReactNode {
  return <td className={value === 0 ? styles['zero'] : undefined}>{value}</td>;
}
