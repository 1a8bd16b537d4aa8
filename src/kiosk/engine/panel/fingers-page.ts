import type { FingerPerson, FingersAction, FingersPage } from '#contracts/engine-link/panel/fingers-page.ts';
import type { PersonId } from '#domain/ids.ts';
import { unreachable } from '#domain/unreachable.ts';
import type { PersonHere } from '../cards/people-here.ts';
import type { EnrolStep } from '../devices/fingerprint/enrol-finger.ts';
import type { EnrolledFinger, FingerDesk } from '../fingers/finger-desk.ts';
import type { PanelPage, PanelPageMaker, PanelRole, PanelVisit } from './panel-page.ts';

export type FingersPageParts = {
  readonly desk: Pick<FingerDesk, 'enrol' | 'enrolled' | 'toEnrolAgain' | 'remove'>;
  /** There is a fingerprint reader at all; without one nobody needs the page. */
  readonly hasReader: () => boolean;
  /** Fingerprint readers whose sensor answers. */
  readonly readers: () => readonly { readonly id: string; readonly name: string }[];
  /** Whose fingers the visitor may enrol. */
  readonly people: (visit: Pick<PanelVisit, 'by' | 'role'>) => readonly PersonHere[];
  readonly nameOf: (personId: PersonId) => string | undefined;
};

type Person = Pick<FingerPerson, 'personId' | 'name'>;
type Step =
  | { readonly kind: 'choosing'; readonly removed: string | null }
  | { readonly kind: 'asking' | 'removing'; readonly person: Person }
  | (Extract<FingersPage['step'], { kind: 'touching' }> & { readonly person: Person })
  | (Extract<FingersPage['step'], { kind: 'enrolled' | 'known' | 'failed' }> & { readonly person: Person });
type Touching = Extract<Step, { kind: 'touching' }>;

const CHOOSING: Step = { kind: 'choosing', removed: null };

/** Fingers are enrolled here with their person's consent, and forgotten when the person wants it. */
export function fingersPage(parts: FingersPageParts): PanelPageMaker<'fingers'> {
  return {
    get roles(): readonly PanelRole[] {
      return parts.hasReader() ? ['keeper', 'teacher'] : [];
    },
    visit: (visit) => new FingersVisit(parts, visit),
  };
}

class FingersVisit implements PanelPage<'fingers'> {
  readonly #parts: FingersPageParts;
  readonly #visit: PanelVisit;
  #step: Step = CHOOSING;

  constructor(parts: FingersPageParts, visit: PanelVisit) {
    this.#parts = parts;
    this.#visit = visit;
  }

  view(): FingersPage {
    const readers = this.#parts.readers().map(({ id, name }) => ({ id, name }));
    return { name: 'fingers', readers, step: this.#stepView() };
  }

  act(action: FingersAction): string | undefined {
    switch (action.type) {
      case 'choose':
        return this.#with(action.personId, (person) => ({ kind: 'asking', person }));
      case 'ask-removal':
        return this.#with(action.personId, (person) => ({ kind: 'removing', person }));
      case 'agree':
        return this.#agree(action.reader);
      case 'remove':
        return this.#remove();
      case 'back':
        this.leave();
        return undefined;
      default:
        return unreachable(action);
    }
  }

  leave(): void {
    // A sensor in the middle of an enrolment sees that it is not wanted any more.
    this.#step = CHOOSING;
  }

  #with(personId: PersonId, next: (person: Person) => Step): string | undefined {
    const person = this.#people().find((each) => each.personId === personId);
    if (person === undefined) return 'This person is not in this class.';
    this.leave();
    this.#step = next(person);
    return undefined;
  }

  #agree(readerId: string): string | undefined {
    const step = this.#step;
    if (step.kind !== 'asking' && step.kind !== 'failed') return 'Choose the person first.';
    const reader = this.#parts.readers().find(({ id }) => id === readerId);
    if (reader === undefined) return 'This fingerprint reader does not answer. See "Devices".';
    const { person } = step;
    const touching: Touching = {
      ...{ kind: 'touching', person, name: person.name ?? '', reader: reader.name },
      ...{ now: 'wait', touches: 0, advice: null },
    };
    this.#step = touching;
    void this.#enrol(touching, readerId);
    return undefined;
  }

  async #enrol(begun: Touching, reader: string): Promise<void> {
    const { personId } = begun.person;
    let current = begun;
    const isCancelled = () => this.#step !== current;
    const show = (step: Step) => {
      this.#step = step;
      this.#visit.stay();
      this.#visit.changed();
    };
    const onStep = ({ name, touches, advice }: EnrolStep) => {
      if (isCancelled()) return;
      current = { ...current, now: name, touches, advice };
      show(current);
    };
    const { by } = this.#visit;
    const outcome = await this.#parts.desk.enrol({ reader, personId, by, onStep, isCancelled });
    if (!isCancelled()) show(this.#ended(begun.person, outcome));
  }

  #ended(person: Person, outcome: EnrolledFinger): Step {
    const name = person.name ?? '';
    switch (outcome.kind) {
      case 'enrolled':
        return { kind: 'enrolled', person, name };
      case 'known': {
        const isOwn = outcome.personId === person.personId;
        return { kind: 'known', person, name, isOwn, whose: this.#parts.nameOf(outcome.personId) ?? null };
      }
      case 'failed':
        return { kind: 'failed', person, name, reason: outcome.reason };
      default:
        return unreachable(outcome);
    }
  }

  #remove(): string | undefined {
    const step = this.#step;
    if (step.kind !== 'removing') return 'Choose the person first.';
    const { personId, name } = step.person;
    if (!this.#parts.desk.remove(personId, { reason: 'asked', by: this.#visit.by }))
      return 'This could not be recorded. See what the screen says is wrong, and try again.';
    this.#step = { kind: 'choosing', removed: name };
    return undefined;
  }

  /** Those of the class, whoever stands here, and for a keeper also those who have a finger here and left the room's classes. */
  #people(): readonly FingerPerson[] {
    const { desk, people, nameOf } = this.#parts;
    const enrolled = new Set(desk.enrolled());
    const again = new Set(desk.toEnrolAgain());
    const here = people(this.#visit);
    const others = [this.#visit.by, ...(this.#visit.role === 'keeper' ? [...enrolled, ...again] : [])];
    const more = [...new Set(others)].filter((id) => here.every(({ personId }) => personId !== id));
    const all = [
      ...more.map((personId) => ({ personId, name: nameOf(personId) ?? null, studentNumber: '' })),
      ...here,
    ];
    return all.map((person) => ({ ...person, fingers: standing(person.personId, enrolled, again) }));
  }

  #stepView(): FingersPage['step'] {
    const step = this.#step;
    switch (step.kind) {
      case 'choosing':
        return { kind: 'choosing', people: [...this.#people()], removed: step.removed };
      case 'asking':
        return { kind: 'asking', name: step.person.name ?? '' };
      case 'removing':
        return { kind: 'removing', name: step.person.name };
      case 'touching': {
        const { kind, name, reader, now, touches, advice } = step;
        return { kind, name, reader, now, touches, advice };
      }
      case 'enrolled':
        return { kind: 'enrolled', name: step.name };
      case 'known':
        return { kind: 'known', name: step.name, isOwn: step.isOwn, whose: step.whose };
      case 'failed':
        return { kind: 'failed', name: step.name, reason: step.reason };
      default:
        return unreachable(step);
    }
  }
}

function standing(
  personId: PersonId,
  enrolled: ReadonlySet<PersonId>,
  again: ReadonlySet<PersonId>,
): FingerPerson['fingers'] {
  if (again.has(personId)) return 'again';
  return enrolled.has(personId) ? 'enrolled' : 'none';
}
