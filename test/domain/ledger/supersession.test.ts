import { expect, test } from 'vitest';
import { whichHolds } from '#domain/ledger/supersession.ts';
import { eventId } from '../support/story.ts';

const decision = (id: number, supersedes: number | null) => ({
  id: eventId(id),
  supersedes: supersedes === null ? null : eventId(supersedes),
});

test('nothing decided: nothing holds', () => {
  expect(whichHolds([])).toEqual({ holds: undefined, conflict: false });
});

test('of a chain of decisions the last holds, in whatever order their clocks put them', () => {
  const chain = [decision(1, null), decision(2, 1), decision(3, 2)];
  expect(whichHolds(chain)).toEqual({ holds: chain[2], conflict: false });
  expect(whichHolds(chain.toReversed())).toEqual({ holds: chain[2], conflict: false });
});

test('of two that replace the same one the later holds, flagged', () => {
  const fork = [decision(1, null), decision(2, 1), decision(3, 1)];
  expect(whichHolds(fork)).toEqual({ holds: fork[2], conflict: true });
});

test('one that replaces a decision nobody has seen yet stands by itself', () => {
  const late = [decision(1, null), decision(2, 99)];
  expect(whichHolds(late)).toEqual({ holds: late[1], conflict: true });
});

test('one that claims to replace itself replaces nothing', () => {
  const odd = [decision(1, null), decision(2, 2), decision(3, 1)];
  expect(whichHolds(odd)).toEqual({ holds: odd[2], conflict: true });
  const alone = [decision(1, 2), decision(2, 2)];
  expect(whichHolds(alone)).toEqual({ holds: alone[0], conflict: false });
  const replaced = [decision(2, 2), decision(3, 2)];
  expect(whichHolds(replaced)).toEqual({ holds: replaced[1], conflict: false });
});

test('two that replace each other can only be forged: the later holds, flagged', () => {
  const circle = [decision(1, 2), decision(2, 1)];
  expect(whichHolds(circle)).toEqual({ holds: circle[1], conflict: true });
});
