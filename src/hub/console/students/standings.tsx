import { CircleCheck, CircleDashed, CircleX, FileText, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { PersonDetail } from '#contracts/hub-api/people.ts';
import type { Percent, Standing } from '#contracts/hub-api/statistics.ts';
import type { Tone } from '#ui/attendance/status-look.ts';
import { useWords } from '../messages/console-words.ts';
import { Chip } from '../parts/chip.tsx';
import styles from './standings.module.css';

const VERDICT_LOOK: Readonly<
  Record<Standing['verdict'], { readonly icon: LucideIcon; readonly tone: Tone }>
> = {
  eligible: { icon: CircleCheck, tone: 'good' },
  condonable: { icon: FileText, tone: 'late' },
  'not-eligible': { icon: CircleX, tone: 'stop' },
  'too-early': { icon: CircleDashed, tone: 'plain' },
};

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
                {section.courseCode} <span>{messages.common.section(section.name)}</span>
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
  const { icon, tone } = VERDICT_LOOK[verdict];
  return (
    <>
      <td>
        <span className={styles['percent']}>
          <PercentWords percent={toDate} />
          {toDate !== null && <PercentBar percent={toDate} tone={tone} />}
        </span>
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
        <Chip icon={icon} tone={tone}>
          {messages.students.verdict[verdict]}
        </Chip>
      </td>
    </>
  );
}

function PercentWords({ percent }: { readonly percent: Percent | null }): ReactNode {
  const { messages } = useWords();
  return percent === null ? messages.common.none : messages.common.percent(percent.text);
}

const WIDTH = 100;

function PercentBar({ percent, tone }: { readonly percent: Percent; readonly tone: Tone }): ReactNode {
  const share = Math.min(1, percent.numerator / percent.denominator);
  return (
    <svg className={styles['bar']} viewBox={`0 0 ${WIDTH} 7`} preserveAspectRatio="none" aria-hidden="true">
      <rect className={styles['all']} width={WIDTH} height="7" />
      <rect className={styles[`share-${tone}`]} width={share * WIDTH} height="7" />
    </svg>
  );
}
