import { ChevronLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-aria-components';
import type { SectionOverview } from '#contracts/hub-api/statistics.ts';
import type { SectionId } from '#domain/ids.ts';
import { sectionOverview } from '../api/section-requests.ts';
import { useLoaded } from '../api/use-loaded.ts';
import { PageTitle } from '../frame/page-title.tsx';
import { useWords } from '../messages/console-words.ts';
import { SkeletonRows } from '../parts/skeleton.tsx';
import { WhenLoaded } from '../parts/when-loaded.tsx';
import { addressOf } from '../state/place.ts';
import { MeetingsPlot } from './meetings-plot.tsx';
import styles from './section-page.module.css';
import { StudentsTable } from './students-table.tsx';

/** How a section does: its meetings as a trend, its students as they stand. */
export function SectionPage({ sectionId }: { readonly sectionId: SectionId }): ReactNode {
  const { loaded, store } = useLoaded(sectionOverview(sectionId));
  return (
    <WhenLoaded loaded={loaded} skeleton={<SkeletonRows count={14} />} onRetry={store.reload}>
      {(overview) => <Overview overview={overview} />}
    </WhenLoaded>
  );
}

function Overview({ overview }: { readonly overview: SectionOverview }): ReactNode {
  const { messages } = useWords();
  const { section, meetings, students } = overview;
  const words = messages.sections;
  return (
    <div className={styles['page']}>
      <div className={styles['head']}>
        <Link href={addressOf({ name: 'sections' })} className={styles['back'] ?? ''}>
          <ChevronLeft aria-hidden="true" />
          {words.all}
        </Link>
        <PageTitle title={`${section.courseCode} · ${section.courseTitle}`} />
        <ul className={styles['facts']}>
          <li>{messages.common.section(section.name)}</li>
          {section.term !== null && <li>{section.term}</li>}
          <li>{section.teachers.map(({ name }) => name).join(', ')}</li>
          <li>{words.students(section.students)}</li>
        </ul>
      </div>
      <section className={styles['part']}>
        <h2>{words.trend}</h2>
        <MeetingsPlot meetings={meetings} />
      </section>
      <section className={styles['part']}>
        <h2>{words.standings}</h2>
        <StudentsTable students={students} />
      </section>
    </div>
  );
}
