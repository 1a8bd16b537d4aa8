import './home-page.css';
import { ChevronDown, QrCode, ScanLine } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { OwnClass, OwnSection } from '#contracts/hub-api/me.ts';
import { ATTENDANCE_WORDS } from '#ui/attendance/attendance-words.ts';
import { STATUS_LOOK } from '#ui/attendance/status-look.ts';
import type { StoredCheckIn } from '../check-in/phone-store.ts';
import { useWords } from '../messages/student-words.ts';
import { Button } from '../parts/button.tsx';
import { Institution } from '../parts/institution.tsx';
import { LanguageChoice } from '../parts/language-choice.tsx';
import { Notice } from '../parts/notice.tsx';
import { Page } from '../parts/page.tsx';
import { StandingBar } from '../parts/standing-bar.tsx';
import { useStudent, useView } from '../student-context.tsx';

/** Today, where its owner stands, and the way to the scanner. */
export function HomePage(): ReactNode {
  const { messages } = useWords();
  const student = useStudent();
  const { identity, me, isOld, checkIns, opensOffline } = useView().known;
  const words = messages.home;
  const waiting = checkIns.filter(({ answer }) => answer === null).length;
  return (
    <Page
      head={<Institution />}
      headEnd={<LanguageChoice />}
      label={messages.common.title}
      actions={
        <div className="home-actions">
          <Button kind="primary" onPress={() => student.checkingIn.openScanner(null)}>
            <ScanLine aria-hidden="true" /> {messages.common.scan}
          </Button>
          <Button kind="plain" onPress={() => student.openPass()}>
            <QrCode aria-hidden="true" /> {words.showPass}
          </Button>
        </div>
      }
    >
      <h1>{words.hello(firstName(identity?.name ?? ''))}</h1>
      {waiting > 0 && <Notice tone="late">{words.waiting(waiting)}</Notice>}
      {isOld && <Notice tone="plain">{words.old}</Notice>}
      {me !== null && !me.device.confirmed && <Notice tone="plain">{words.unconfirmed}</Notice>}
      {me !== null && (
        <>
          <Today classes={me.today} />
          <Courses sections={me.sections} />
        </>
      )}
      <Receipts checkIns={checkIns} />
      {!opensOffline && <p className="quiet">{words.onlineOnly}</p>}
    </Page>
  );
}

function firstName(name: string): string {
  return name.split(' ')[0] ?? name;
}

function Today({ classes }: { readonly classes: readonly OwnClass[] }): ReactNode {
  const { messages, times } = useWords();
  return (
    <section>
      <h2>{messages.home.today}</h2>
      {classes.length === 0 && <p className="quiet">{messages.home.nothingToday}</p>}
      <ul className="card list">
        {classes.map((one) => (
          <li key={one.class.sessionId} className={`row row-${one.state}`}>
            <span className="row-time">{times.clock(one.class.startsAt)}</span>
            <span className="row-what">
              <strong>{one.class.courseTitle}</strong>
              <span className="quiet">{messages.common.room(one.class.room)}</span>
            </span>
            <ClassStanding one={one} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The mark once there is one, else how far the class has come. */
function ClassStanding({ one }: { readonly one: OwnClass }): ReactNode {
  const { messages, language } = useWords();
  if (one.status === '?' && !one.provisional) {
    return <span className={`chip chip-${one.state}`}>{messages.home.state[one.state]}</span>;
  }
  const { icon: Icon, tone } = STATUS_LOOK[one.status];
  const words = one.provisional ? messages.home.provisional : ATTENDANCE_WORDS[language].status[one.status];
  return (
    <span className={`chip tone-${one.provisional ? 'late' : tone}`}>
      <Icon aria-hidden="true" /> {words}
    </span>
  );
}

function Courses({ sections }: { readonly sections: readonly OwnSection[] }): ReactNode {
  const { messages } = useWords();
  return (
    <section>
      <h2>{messages.home.courses}</h2>
      {sections.length === 0 && <p className="quiet">{messages.home.noCourses}</p>}
      {sections.map((section) => (
        <article key={section.sectionId} className="card course">
          <h3>{section.courseTitle}</h3>
          <p className="quiet">
            {section.courseCode} · {messages.common.section(section.sectionName)}
          </p>
          <StandingBar standing={section.standing} />
        </article>
      ))}
    </section>
  );
}

function Receipts({ checkIns }: { readonly checkIns: readonly StoredCheckIn[] }): ReactNode {
  const { messages } = useWords();
  const answered = checkIns.filter(({ answer }) => answer !== null);
  return (
    <section>
      <h2>{messages.home.receipts}</h2>
      {answered.length === 0 && <p className="quiet">{messages.home.noReceipts}</p>}
      {answered.length > 0 && (
        <ul className="card list">
          {answered.map((checkIn) => (
            <ReceiptRow key={checkIn.checkInId} checkIn={checkIn} />
          ))}
        </ul>
      )}
    </section>
  );
}

function ReceiptRow({ checkIn: { answer } }: { readonly checkIn: StoredCheckIn }): ReactNode {
  const { messages, times } = useWords();
  const [isCopied, setCopied] = useState(false);
  if (answer === null) return null;
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(answer.receipt.jws);
    setCopied(true);
  };
  return (
    <li className="row">
      <details>
        <summary>
          <span className="row-what">
            <strong>{answer.class?.courseTitle ?? messages.answered.provisional}</strong>
            <span className="quiet">{times.dateAndClock(answer.at)}</span>
          </span>
          <span className="receipt-code">{answer.receipt.code}</span>
          <ChevronDown aria-hidden="true" />
        </summary>
        <Button kind="plain" onPress={() => void copy()}>
          {isCopied ? messages.home.copied : messages.home.copy}
        </Button>
      </details>
    </li>
  );
}
