import { expect, it } from 'vitest';
import { readBadge } from '#domain/badge/badge.ts';
import { credentialTag } from '#domain/credential/credential-tag.ts';
import { chooseBadges, makeBadge } from '../../src/hub/server/people/badges.ts';
import { takeCard } from '../../src/hub/server/people/cards.ts';
import { cardsOf, holdersOf } from '../../src/hub/server/store/people-store.ts';
import { openTestRoom, type TestAssembly, type TestKiosk } from './support/test-assembly.ts';

function isTold({ directory }: TestAssembly, kiosk: TestKiosk): boolean {
  const { documents } = directory.manifestFor(kiosk.number);
  const hash = documents.find(([id]) => id === 'place')?.[1];
  const text = hash === undefined ? undefined : directory.document(kiosk.number, 'place', hash);
  return JSON.parse(text ?? '{}').badges === true;
}

it('a badge is a card of the student that kiosks can read, and whose number is kept nowhere', () => {
  const { test, campus } = openTestRoom();
  const { db, keys, institutionId } = test.parts;
  chooseBadges(db, true);
  const { text, lastDigits } = makeBadge(test.parts, campus.students.chen);
  const card = readBadge(text, { cardKey: keys.cardKey, tenant: institutionId });
  if (card === undefined) throw new Error('it can’t be read');
  expect(holdersOf(db, credentialTag(keys.cardKey, card))).toMatchObject([
    { personId: campus.students.chen },
  ]);
  expect(cardsOf(db, campus.students.chen)).toMatchObject([{ lastDigits }]);
  const kept = JSON.stringify(db.sqlite.prepare('select * from credentials').all());
  expect(kept).not.toContain(card.slice(3, -4));
});

it('a badge that is lost is ended like a card, and another one made', () => {
  const { test, campus } = openTestRoom();
  chooseBadges(test.parts.db, true);
  const { ana } = campus.students;
  const lost = makeBadge(test.parts, ana);
  const row = cardsOf(test.parts.db, ana).find(({ lastDigits }) => lastDigits === lost.lastDigits);
  takeCard(test.parts, ana, row?.id ?? '');
  const another = makeBadge(test.parts, ana);
  expect(another.text).not.toBe(lost.text);
});

it('where badges aren’t used none is made, and who asks is told how to use them', () => {
  const { test, campus } = openTestRoom();
  expect(() => makeBadge(test.parts, campus.students.ana)).toThrow('--badges=1');
});

it('a teacher gets none: a badge opens no class', () => {
  const { test, campus } = openTestRoom();
  chooseBadges(test.parts.db, true);
  expect(() => makeBadge(test.parts, campus.mara)).toThrow('Only students');
});

it('every kiosk hears whether badges are used, when that changes', () => {
  const { test, kiosk } = openTestRoom();
  expect(isTold(test, kiosk)).toBe(false);
  chooseBadges(test.parts.db, true);
  expect(isTold(test, kiosk)).toBe(true);
  const version = test.parts.db.dataVersion();
  chooseBadges(test.parts.db, true);
  expect(test.parts.db.dataVersion()).toBe(version);
  chooseBadges(test.parts.db, false);
  expect(isTold(test, kiosk)).toBe(false);
});
