import { Fingerprint } from 'lucide-react';
import type { ReactNode } from 'react';
import type { FingerPerson, FingersPage } from '#contracts/engine-link/panel/fingers-page.ts';
import { Button } from '../frame/button.tsx';
import { PersonPicker } from '../people/person-picker.tsx';
import { useScreen } from '../screen-context.ts';
import { useFingersAction } from './use-fingers-action.ts';

type Props = {
  readonly step: Extract<FingersPage['step'], { kind: 'choosing' }>;
  readonly hasReader: boolean;
};

/** Whose finger is to be enrolled or forgotten: those who have none first, and before them whoever has to come again. */
export function ChooseFinger({ step, hasReader }: Props): ReactNode {
  const { messages } = useScreen();
  const words = messages.fingers;
  const people = step.people.map((person) => ({
    ...person,
    name: person.name ?? words.unnamed,
    note: words.standing[person.fingers],
    isLikely: person.fingers !== 'enrolled',
  }));
  const likely = people.filter(({ isLikely }) => isLikely).length;
  const lead = step.removed === null ? words.lead : words.removed(step.removed);
  return (
    <PersonPicker
      heading={words.whose}
      lead={hasReader ? lead : words.noReader}
      people={people.toSorted((a, b) => Number(b.fingers === 'again') - Number(a.fingers === 'again'))}
      likely={words.without(likely)}
      everyone={words.everyone(people.length)}
      noneLikely={words.everyoneHasOne}
      choices={(personId) => (
        <Choices person={step.people.find((each) => each.personId === personId)} hasReader={hasReader} />
      )}
    />
  );
}

function Choices({
  person,
  hasReader,
}: {
  readonly person: FingerPerson | undefined;
  readonly hasReader: boolean;
}): ReactNode {
  const { messages } = useScreen();
  const act = useFingersAction();
  const words = messages.fingers;
  if (person === undefined) return null;
  const { personId, name, fingers } = person;
  return (
    <>
      {hasReader && name !== null && (
        <Button look="primary" onClick={() => act({ type: 'choose', personId })}>
          <Fingerprint aria-hidden="true" />
          {fingers === 'enrolled' ? words.enrolAnother : words.enrol}
        </Button>
      )}
      {fingers !== 'none' && (
        <Button onClick={() => act({ type: 'ask-removal', personId })}>{words.forget}</Button>
      )}
    </>
  );
}
