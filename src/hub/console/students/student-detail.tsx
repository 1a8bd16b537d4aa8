import { Fingerprint, Smartphone } from 'lucide-react';
import type { ReactNode } from 'react';
import type { PersonDetail } from '#contracts/hub-api/people.ts';
import type { PersonId } from '#domain/ids.ts';
import { PersonName } from '#ui/person/person-name.tsx';
import { personDetail } from '../api/people-requests.ts';
import { useLoaded } from '../api/use-loaded.ts';
import { useWords } from '../messages/console-words.ts';
import { SkeletonRows } from '../parts/skeleton.tsx';
import { WhenLoaded } from '../parts/when-loaded.tsx';
import { BadgeMaker } from './badge.tsx';
import { Cards } from './cards.tsx';
import { PhoneCode } from './phone-code.tsx';
import { Standings } from './standings.tsx';
import styles from './student-detail.module.css';

/** Everything the console knows of one student. */
export function StudentDetail({ personId }: { readonly personId: PersonId }): ReactNode {
  const { messages } = useWords();
  const { loaded, store } = useLoaded(personDetail(personId));
  const words = messages.students;
  return (
    <WhenLoaded loaded={loaded} skeleton={<SkeletonRows count={8} />} onRetry={store.reload}>
      {(detail) => (
        <div className={styles['detail']}>
          <div className={styles['head']}>
            <h2>
              <PersonName name={detail.person.name} />
            </h2>
            <p>
              {words.number}{' '}
              <span className="numbers">{detail.person.studentNumber ?? messages.common.none}</span>
              {detail.email !== null && <> · {detail.email}</>}
            </p>
          </div>
          <section className={styles['part']}>
            <h3>{words.standing}</h3>
            <Standings sections={detail.sections} />
          </section>
          <div className={styles['columns']}>
            <Phone phone={detail.phone} />
            <Cards detail={detail} onChanged={(changed) => store.put(() => changed)} />
            <Fingers fingers={detail.fingers} />
          </div>
          <BadgeMaker detail={detail} onMade={store.reload} />
          <PhoneCode person={detail.person} />
        </div>
      )}
    </WhenLoaded>
  );
}

function Phone({ phone }: Pick<PersonDetail, 'phone'>): ReactNode {
  const { messages, times } = useWords();
  const words = messages.students;
  return (
    <section className={styles['part']}>
      <h3>{words.phone}</h3>
      <p className={styles['phone']}>
        <Smartphone aria-hidden="true" />
        {phone === null ? (
          words.phoneNone
        ) : (
          <span>
            {words.phoneBound(times.shortDate(phone.boundAt))}{' '}
            {phone.confirmed ? words.phoneConfirmed : words.phoneUnconfirmed}
          </span>
        )}
      </p>
    </section>
  );
}

/** Nothing where nobody uses fingers: then there is nothing to know. */
function Fingers({ fingers }: Pick<PersonDetail, 'fingers'>): ReactNode {
  const { messages, times } = useWords();
  const words = messages.students;
  if (fingers.length === 0) return null;
  return (
    <section className={styles['part']}>
      <h3>{words.fingers}</h3>
      {fingers.map(({ kiosk, room, enrolledAt, again }) => (
        <p key={`${room} ${kiosk}`} className={styles['phone']}>
          <Fingerprint aria-hidden="true" />
          <span>
            {words.finger(room, kiosk, times.shortDate(enrolledAt))} {again && words.fingerAgain}
          </span>
        </p>
      ))}
      <p className={styles['help']}>{words.fingersHelp}</p>
    </section>
  );
}
