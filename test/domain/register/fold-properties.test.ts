import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EpochMs, PersonId } from '#domain/ids.ts';
import type { EventBody, LedgerEvent } from '#domain/ledger/event.ts';
import type { Fact } from '#domain/register/fact.ts';
import {
  ADA,
  at,
  BEN,
  CEM,
  CLASS,
  checkedIn,
  ELSEWHERE,
  ended,
  epoch,
  extended,
  fact,
  HERE,
  headAt,
  locked,
  markedByHand,
  opened,
  person,
  registerAt,
  sealed,
  session,
  TEACHER,
  tag,
  touch,
} from '../support/story.ts';

// Whatever may happen in a morning, told by up to three ledgers, with times that often collide.
const people = fc.constantFrom(ADA, BEN, CEM, TEACHER, person(77));
const time = fc.oneof(
  fc.constantFrom(...['08:50', '09:00', '09:05', '09:05:00.900', '09:20:01', '10:10'].map(at)),
  fc.integer({ min: at('08:40'), max: at('10:20') }).map((ms) => ms as EpochMs),
);
const place = fc.record({
  kiosk: fc.nat(2),
  epoch: fc.integer({ min: 1, max: 2 }),
  seq: fc.integer({ min: 1, max: 40 }),
  id: fc.nat(60),
  room: fc.constantFrom(HERE, ELSEWHERE, null),
  uncertaintyMs: fc.constantFrom(null, 0, 400, 60_000),
});
const which = fc.option(fc.nat(60), { nil: null });
const naming = (id: number | null) => (id === null ? null : ({ id: touch(ADA, '09:00', { id }).id } as Fact));

const anyFact: fc.Arbitrary<Fact> = fc.oneof(
  fc
    .tuple(
      fc.oneof(people, fc.nat(3).map(tag), fc.constant(null)),
      time,
      place,
      fc.constantFrom(CLASS, session(2), null),
      fc.constantFrom('door', 'desk'),
    )
    .map(([who, when, more, sessionId, reader]) =>
      touch(who as PersonId, when, { ...more, session: sessionId, reader }),
    ),
  fc
    .tuple(people, time, place, fc.constantFrom(CLASS, null), fc.integer({ min: 1, max: 3 }), fc.boolean())
    .map(([who, when, more, sessionId, number, provisional]) =>
      checkedIn(who, when, { ...more, session: sessionId, number, provisional }),
    ),
  fc
    .tuple(time, place, fc.integer({ min: 1, max: 3 }))
    .map(([when, more, number]) => opened(when, { ...more, number })),
  fc
    .tuple(time, time, which, place)
    .map(([when, close, id, more]) => extended(when, close, naming(id), more)),
  fc.tuple(time, which, place).map(([when, id, more]) => ended(when, naming(id), more)),
  fc
    .tuple(
      people,
      fc.constantFrom<EventBody<'mark-set'>['status'][]>('P', 'L', 'H', 'E', 'O', 'A', 'derived'),
      time,
      which,
      place,
    )
    .map(([who, status, when, id, more]) => markedByHand(who, status, when, naming(id), more)),
  fc
    .tuple(time, place)
    .map(([when, more]) => fact('session-cancelled', when, { sessionId: CLASS, by: TEACHER }, more)),
  fc.tuple(fc.nat(40), place).map(([seq, more]) => sealed('10:20', { ...more, heads: [headAt(1, seq)] })),
  fc.tuple(fc.nat(40), place).map(([seq, more]) => locked('11:00', [headAt(1, seq)], more)),
);

const resolve = (t: string, when: EpochMs) =>
  t === tag(1) ? BEN : t === tag(2) && when > at('09:00') ? 'ambiguous' : undefined;
const derive = (facts: readonly Fact[], now: EpochMs) => registerAt('09:00', facts, { resolve, now });
const shuffled = (facts: readonly Fact[]) =>
  fc.shuffledSubarray([...facts], { minLength: facts.length, maxLength: facts.length });
const facts = fc.array(anyFact, { maxLength: 40 });
const now = fc.oneof(time, fc.constant(at('12:00')));

test('the order in which facts arrive makes no difference', () => {
  const cases = facts.chain((list) => fc.tuple(fc.constant(list), shuffled(list), now));
  fc.assert(
    fc.property(cases, ([list, other, when]) => {
      expect(derive(other, when)).toEqual(derive(list, when));
    }),
    { numRuns: 1_500 },
  );
});

test('hearing of something twice makes no difference', () => {
  const cases = facts.chain((list) => fc.tuple(fc.constant(list), fc.subarray(list).chain(shuffled), now));
  fc.assert(
    fc.property(cases, ([list, again, when]) => {
      expect(derive([...again, ...list, ...again], when)).toEqual(derive(list, when));
    }),
    { numRuns: 700 },
  );
});

test('events carried over into a new epoch under their old ids count once, wherever they are told', () => {
  const cases = facts.chain((list) => fc.tuple(fc.constant(list), fc.subarray(list), now));
  fc.assert(
    fc.property(cases, ([list, some, when]) => {
      const carried = some.map((one) => carriedOver(one));
      const plain = derive(list, when);
      const both = derive([...carried, ...list], when);
      expect(both.counts.enrolled).toBe(plain.counts.enrolled);
      expect(both.flags.includes('same-id-other-bytes')).toBe(plain.flags.includes('same-id-other-bytes'));
      if (!plain.flags.includes('same-id-other-bytes')) {
        expect(both.marks.map(({ evidence }) => evidence.length)).toEqual(
          plain.marks.map(({ evidence }) => evidence.length),
        );
      }
    }),
    { numRuns: 300 },
  );
});

test('every touch and check-in of the class is somewhere: it counts, is a teacher’s, or is in quarantine', () => {
  fc.assert(
    fc.property(facts, now, (list, when) => {
      const unique = [...new Map(list.map((one) => [one.id, one])).values()].filter(
        ({ event }) => event.type === 'presentation',
      );
      const register = derive(unique, when);
      const seen = new Set([
        ...register.marks.flatMap(({ evidence }) => evidence),
        ...register.quarantine.map(({ eventId }) => eventId),
      ]);
      for (const { id, event } of unique) {
        if (
          event.type !== 'presentation' ||
          event.body.sessionId !== CLASS ||
          event.body.personId === TEACHER
        )
          continue;
        expect(seen.has(id)).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});

test('nobody is absent before the session is sealed, unless somebody said so by hand', () => {
  fc.assert(
    fc.property(facts, now, (list, when) => {
      const { marks, standing } = derive(list, when);
      for (const { status, flags } of marks) {
        if (status === 'A' && !flags.includes('manual'))
          expect(['SEALED', 'LOCKED']).toContain(standing.state);
      }
    }),
    { numRuns: 500 },
  );
});

test('the counts add up', () => {
  fc.assert(
    fc.property(facts, now, (list, when) => {
      const { counts, marks, quarantine } = derive(list, when);
      expect(counts.here + counts.excused + counts.absent + counts.notYet).toBe(marks.length);
      expect(counts.present + counts.late + counts.partly).toBe(counts.here);
      expect(counts.quarantined).toBe(quarantine.length);
    }),
  );
});

test('the same id with other bytes is an alarm, whichever comes first', () => {
  const one = touch(ADA, '09:00', { id: 5, seq: 5 });
  const other = touch(BEN, '09:00', { id: 5, seq: 5 });
  const open = opened('08:57');
  expect(registerAt('09:30', [open, one, one]).flags).toEqual([]);
  const register = registerAt('09:30', [open, one, other]);
  expect(register.flags).toEqual(['same-id-other-bytes']);
  expect(register.counts.here).toBe(1);
  expect(registerAt('09:30', [other, one, open])).toEqual(register);
});

function carriedOver(one: Fact): Fact {
  const key = { ...one.key, epoch: epoch(9) };
  return { ...one, key, event: { ...one.event, ...key } as LedgerEvent };
}
