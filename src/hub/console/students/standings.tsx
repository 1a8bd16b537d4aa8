import type { ReactNode } from 'react';
import { Link } from 'react-aria-components';
import type { PersonDetail } from '#contracts/hub-api/people.ts';
import type { Standing } from '#contracts/hub-api/statistics.ts';
import { useWords } from '../messages/console-words.ts';
import { PercentBar, PercentWords } from '../parts/percent-bar.tsx';
import { VERDICT_LOOK, VerdictChip } from '../parts/verdict-chip.tsx';
import { addressOf } from '../state/place.ts';
import styles from './standings.module.css';

type Sections = PersonDetail['sections'];

/** Where a student stands in each section: three percentages together, and what follows from them. */
export function Standings({ sections }: { readonly sections: Sections }): ReactNode {
  const { messages } = useWords();
  const words = messages.students;
  const studied = sections.filter(({ role }) => role === 'student');
  if (studied.length === 0) return <p>{words.standingNone}</p>;
  const columns = words.standingColumn;
  return (
    <div className={styles['area']}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{columns.section}</th>
            <th scope="col">{columns.toDate}</th>
            <th scope="col">{columns.attended}</th>
            <th scope="col">{columns.best}</th>
            <th scope="col">{columns.term}</th>
            <th scope="col">{columns.mayMiss}</th>
            <th scope="col">{columns.verdict}</th>
          </tr>
        </thead>
        <tbody>
          {studied.map((section) => (
            <tr key={section.sectionId}>
              <th scope="row">
                <Link href={addressOf({ name: 'section', sectionId: section.sectionId })}>
                  {section.courseCode}
                </Link>
                <span>{messages.common.section(section.name)}</span>
              </th>
              {section.standing === null ? (
                <td colSpan={6}>{words.noStanding}</td>
              ) : (
                <StandingCells standing={section.standing} />
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function StandingCells({ standing }: { readonly standing: Standing }): ReactNode {
  const { messages } = useWords();
  const { toDate, term, bestPossible, attended, counted, mayStillMiss, verdict } = standing;
  return (
    <>
      <td>
        <div className={styles['percent']}>
          <PercentBar percent={toDate} tone={VERDICT_LOOK[verdict].tone} />
        </div>
      </td>
      <td>{messages.common.of(attended, counted)}</td>
      <td>
        <PercentWords percent={bestPossible} />
      </td>
      <td>
        <PercentWords percent={term} />
      </td>
      <td>{mayStillMiss}</td>
      <td>
        <VerdictChip verdict={verdict} />
      </td>
    </>
  );
}
