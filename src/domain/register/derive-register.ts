import type { SessionStanding } from '#domain/session/session-standing.ts';
import { arrivalsOf, countMarks } from './count-marks.ts';
import { type Fact, type FactOf, factsOfType } from './fact.ts';
import { type FoldedFacts, foldFacts } from './fold-facts.ts';
import { type GatheredFacts, gatherFacts } from './gather-facts.ts';
import type { Mark } from './mark.ts';
import { receivedBy } from './received-by.ts';
import type { Register, RegisterFlag, RegisterInput } from './register.ts';

/**
 * The register of one session. Kiosk and hub both compute it with this function, so it depends on nothing but its argument: not on the
 * order of facts, and not on how often one is given. Nothing is ever edited; whatever changes, it is derived again.
 */
export function deriveRegister(input: RegisterInput): Register {
  const gathered = gatherFacts(input.facts);
  const all = foldFacts(input, gathered, gathered.ordered);
  const lock = lockOf(input, gathered.ordered);
  const inTime = lock === undefined ? gathered.ordered : receivedIn(lock, gathered);
  if (inTime.length === gathered.ordered.length) return registerOf(input, gathered, all, all);
  return registerOf(input, gathered, all, foldFacts(input, gathered, inTime));
}

function lockOf(
  { occurrence }: RegisterInput,
  ordered: readonly Fact[],
): FactOf<'session-locked'> | undefined {
  return factsOfType(ordered, 'session-locked').findLast(
    ({ event }) => event.body.sessionId === occurrence.sessionId,
  );
}

function receivedIn(lock: FactOf<'session-locked'>, { ordered, places }: GatheredFacts): readonly Fact[] {
  return ordered.filter((fact) => receivedBy(lock, places.get(fact.id) ?? [fact.key]));
}

/** Marks are those of the facts that hold; what else came in is shown as evidence, and as proposals where it would change them. */
function registerOf(
  input: RegisterInput,
  gathered: GatheredFacts,
  all: FoldedFacts,
  holding: FoldedFacts,
): Register {
  const marks = all === holding ? holding.marks : withProposals(holding.marks, all.marks);
  return {
    sessionId: input.occurrence.sessionId,
    standing: holding.standing,
    marks,
    quarantine: all.quarantine,
    duplicates: all.duplicates,
    arrivals: arrivalsOf(marks),
    counts: countMarks(marks, all.quarantine.length),
    flags: flagsOf(holding.standing, marks, gathered.sameIdOtherBytes, all !== holding),
  };
}

function withProposals(marks: readonly Mark[], proposed: readonly Mark[]): readonly Mark[] {
  const statusOf = new Map(proposed.map(({ personId, status }) => [personId, status]));
  return marks.map((mark) => {
    const status = statusOf.get(mark.personId) ?? mark.status;
    if (status === mark.status) return mark;
    return { ...mark, flags: [...mark.flags, 'correction-proposed'], proposed: status };
  });
}

function flagsOf(
  standing: SessionStanding,
  marks: readonly Mark[],
  sameIdOtherBytes: boolean,
  afterLock: boolean,
): readonly RegisterFlag[] {
  const flags: RegisterFlag[] = [];
  if (sameIdOtherBytes) flags.push('same-id-other-bytes');
  if (standing.conflict) flags.push('conflict');
  if (standing.notHeld) flags.push('not-held');
  if (standing.sealedWithout.length > 0) flags.push('sealed-without');
  if (marks.some((mark) => mark.flags.includes('late-evidence'))) flags.push('late-evidence');
  if (afterLock) flags.push('evidence-after-lock');
  return flags;
}
