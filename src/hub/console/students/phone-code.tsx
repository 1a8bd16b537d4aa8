import { type ReactNode, useState } from 'react';
import type { Person, SignInCode } from '#contracts/hub-api/people.ts';
import { newSignInCode } from '../api/people-requests.ts';
import { useAction } from '../api/use-action.ts';
import { useWords } from '../messages/console-words.ts';
import { Button } from '../parts/button.tsx';
import { ProblemNotice } from '../parts/notice.tsx';
import { OneTimeCode } from '../parts/one-time-code.tsx';
import { SelectField } from '../parts/select-field.tsx';
import styles from './student-detail.module.css';

const VALIDITIES = ['10', '60', '1440', '10080'] as const;
type Validity = (typeof VALIDITIES)[number];

/** Issues the code by which a student's phone becomes theirs. */
export function PhoneCode({ person }: { readonly person: Person }): ReactNode {
  const { messages, times } = useWords();
  const [validity, setValidity] = useState<Validity>('1440');
  const [issued, setIssued] = useState<SignInCode | null>(null);
  const action = useAction();
  const words = messages.students;
  return (
    <section className={styles['part']}>
      <h3>{words.code}</h3>
      <div className={styles['code']}>
        <p className={styles['help']}>{words.codeLead}</p>
        {issued !== null && (
          <>
            <OneTimeCode code={issued.code} expiresAt={issued.expiresAt} expired={words.codeExpired}>
              {words.codeUntil(times.dateAndClock(issued.expiresAt))}
            </OneTimeCode>
            <p className={styles['help']}>{words.codeHow(person.studentNumber ?? '')}</p>
          </>
        )}
        <div className={styles['issue']}>
          <SelectField
            label={words.validity}
            value={validity}
            onChange={setValidity}
            choices={VALIDITIES.map((id) => ({ id, label: words.validities[id] }))}
          />
          <Button
            look={issued === null ? 'primary' : 'plain'}
            isPending={action.isBusy}
            onPress={() => action.run(newSignInCode(person.id, Number(validity)), setIssued)}
          >
            {action.isBusy ? words.issuing : words.issue}
          </Button>
        </div>
        <ProblemNotice problem={action.problem} />
      </div>
    </section>
  );
}
