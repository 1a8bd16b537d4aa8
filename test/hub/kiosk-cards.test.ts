import { describe, expect, it } from 'vitest';
import { DocumentSchema } from '#contracts/sync/documents.ts';
import type { CardNumber } from '#domain/card-number/card-number.ts';
import { type PartialForm, partialOf } from '#domain/card-number/partial-number.ts';
import { credentialTag } from '#domain/credential/credential-tag.ts';
import { tagsOfParts } from '#domain/credential/tags-of-parts.ts';
import type { CredentialTag, EpochMs, PersonId } from '#domain/ids.ts';
import { cardShardOf } from '../../src/hub/server/directory/card-shards.ts';
import { giveCard, takeCard } from '../../src/hub/server/people/cards.ts';
import { personDetail, personFor } from '../../src/hub/server/people/person-view.ts';
import { resolveCard } from '../../src/hub/server/registers/resolve-card.ts';
import { cardsOf } from '../../src/hub/server/store/people-store.ts';
import type { UserRow } from '../../src/hub/server/store/user-store.ts';
import { HOUR, MINUTE } from './support/manual-time.ts';
import { openTestRoom, statusesOf, TestKiosk } from './support/test-assembly.ts';
import { CARDS } from './support/test-campus.ts';

const CARD = 'em:00C0FFEE' as CardNumber;

function openCards() {
  const opened = openTestRoom();
  const { parts, time } = opened.test;
  const tagOf = (number: string) => credentialTag(parts.keys.cardKey, number as CardNumber);
  return {
    ...opened,
    tagOf,
    partOf(card: CardNumber, form: PartialForm) {
      const part = partialOf(card, form);
      if (part === undefined) throw new Error(`${card} has no ${form}`);
      return credentialTag(parts.keys.cardKey, part);
    },
    enrol(kiosk: TestKiosk, personId: PersonId, card: CardNumber = CARD) {
      const parts_ = [...tagsOfParts(parts.keys.cardKey, card)];
      const by = opened.campus.mara;
      kiosk.append('card-enrolled', { personId, tag: tagOf(card), parts: parts_, reader: 'desk', by });
    },
    remove(kiosk: TestKiosk, personId: PersonId, card: CardNumber = CARD) {
      kiosk.append('card-removed', { personId, tag: tagOf(card), by: opened.campus.mara });
    },
    tap(kiosk: TestKiosk, tag: CredentialTag) {
      const body = { method: 'card', reader: 'door', tag, personId: null, directory: 1 } as const;
      kiosk.append('presentation', { ...body, sessionId: null, answer: 'unknown-card' });
    },
    whose: (tag: CredentialTag, at: EpochMs = time.now) => resolveCard(parts.db, tag, at),
    documents(kiosk: TestKiosk) {
      const { directory } = opened.test;
      return directory.manifestFor(kiosk.number).documents.map(([id, hash]) => {
        const text = directory.document(kiosk.number, id, hash);
        if (text === undefined) throw new Error(`no document ${id}`);
        return { id, text, document: DocumentSchema.parse(JSON.parse(text)) };
      });
    },
  };
}

describe('a card given out at a kiosk', () => {
  it('is its holder’s everywhere once the hub has heard of it, and touches from before count', () => {
    const { test, campus, kiosk, enrol, tap, tagOf, whose, documents } = openCards();
    const { sessionId } = campus.friday;
    const body = { sessionId, number: 1 as never, by: campus.mara, method: 'pin', adHoc: null } as const;
    kiosk.append('opening-started', body);
    tap(kiosk, tagOf(CARD));
    test.time.pass(MINUTE);
    enrol(kiosk, campus.students.chen);
    expect(whose(tagOf(CARD))).toBeUndefined();
    kiosk.push();
    expect(whose(tagOf(CARD))).toBe(campus.students.chen);
    expect(statusesOf(test.parts, sessionId)).toMatchObject({ [campus.students.chen]: 'P' });
    const elsewhere = documents(new TestKiosk(test, campus.otherRoom));
    const shard = elsewhere.find(({ id }) => id === `credentials:${cardShardOf(tagOf(CARD))}`);
    expect(shard?.text).toContain(tagOf(CARD));
  });

  it('is shown with the room and the person it was given out by', () => {
    const { test, campus, kiosk, enrol } = openCards();
    enrol(kiosk, campus.students.chen);
    kiosk.push();
    giveCard(test.parts, campus.students.chen, 'em:00000A03');
    const admin = { role: 'admin', personId: null } as UserRow;
    const person = personFor(test.parts, admin, campus.students.chen);
    expect(personDetail(test.parts, admin, person).cards).toMatchObject([
      { lastDigits: '', from: 0, given: { room: 'B-204', by: 'Mara Novak' } },
      { lastDigits: '0A03', given: null },
    ]);
  });

  it('stays with whom it was given first when two kiosks that were cut off gave it to two people', () => {
    const { test, campus, kiosk, enrol, tagOf, whose } = openCards();
    const second = new TestKiosk(test, campus.otherRoom);
    enrol(second, campus.students.ana);
    test.time.pass(HOUR);
    enrol(kiosk, campus.students.chen);
    kiosk.push();
    second.push();
    expect(whose(tagOf(CARD))).toBe(campus.students.chen);
    expect(cardsOf(test.parts.db, campus.students.ana)).toHaveLength(1);
  });

  it('is never taken from somebody who has it by what the hub knows', () => {
    const { campus, kiosk, enrol, tagOf, whose } = openCards();
    enrol(kiosk, campus.students.chen, CARDS.ana as CardNumber);
    kiosk.push();
    expect(whose(tagOf(CARDS.ana))).toBe(campus.students.ana);
  });

  it('that was taken away in the console stays so when the event comes again in a new ledger', () => {
    const { test, campus, kiosk, enrol, tagOf, whose } = openCards();
    enrol(kiosk, campus.students.chen);
    const [again] = kiosk.received().push.events.slice(-1);
    kiosk.push();
    const [card] = cardsOf(test.parts.db, campus.students.chen);
    takeCard(test.parts, campus.students.chen, card?.id ?? '');
    test.time.pass(MINUTE);
    kiosk.startNewEpoch();
    kiosk.carry(again ?? '');
    kiosk.push();
    expect(whose(tagOf(CARD))).toBeUndefined();
  });

  it('and taken away there counts until then and no longer', () => {
    const { test, campus, kiosk, enrol, remove, tagOf, whose } = openCards();
    enrol(kiosk, campus.students.chen);
    test.time.pass(HOUR);
    remove(kiosk, campus.students.chen);
    kiosk.push();
    expect(whose(tagOf(CARD), (test.time.now - 1) as EpochMs)).toBe(campus.students.chen);
    expect(whose(tagOf(CARD))).toBeUndefined();
    // Given to somebody else since: what was taken away late leaves that alone.
    giveCard(test.parts, campus.students.ben, CARD);
    remove(kiosk, campus.students.chen);
    kiosk.push();
    expect(whose(tagOf(CARD))).toBe(campus.students.ben);
  });
});

describe('what comes through late', () => {
  it('takes no card away that was given back to the same person since', () => {
    const { test, campus, kiosk, enrol, remove, tagOf, whose } = openCards();
    enrol(kiosk, campus.students.chen);
    kiosk.push();
    test.time.pass(HOUR);
    remove(kiosk, campus.students.chen);
    test.time.pass(HOUR);
    const [card] = cardsOf(test.parts.db, campus.students.chen);
    takeCard(test.parts, campus.students.chen, card?.id ?? '');
    giveCard(test.parts, campus.students.chen, CARD);
    kiosk.push();
    expect(whose(tagOf(CARD))).toBe(campus.students.chen);
  });

  it('gives a card from when nobody else had it any more', () => {
    const { test, campus, kiosk, enrol, tagOf, whose } = openCards();
    giveCard(test.parts, campus.students.ben, CARD);
    enrol(kiosk, campus.students.chen);
    const enrolledAt = test.time.now;
    test.time.pass(HOUR);
    const [, card] = cardsOf(test.parts.db, campus.students.ben);
    takeCard(test.parts, campus.students.ben, card?.id ?? '');
    kiosk.push();
    expect(whose(tagOf(CARD), (enrolledAt + MINUTE) as EpochMs)).toBe(campus.students.ben);
    expect(whose(tagOf(CARD))).toBe(campus.students.chen);
  });

  it('about somebody the hub doesn’t know is kept, and gives nobody a card', () => {
    const { kiosk, enrol, tagOf, whose } = openCards();
    enrol(kiosk, '01a1f942-edfb-7db1-b916-cb46cd00ffff' as PersonId);
    expect(kiosk.push()).toMatchObject({ kind: 'stored' });
    expect(whose(tagOf(CARD))).toBeUndefined();
  });
});

describe('what a reader left of a number', () => {
  it('is its only card’s, and of none when two people’s cards leave the same', () => {
    const { test, campus, enrol, kiosk, partOf, whose } = openCards();
    giveCard(test.parts, campus.students.chen, 'em:11AABBCC');
    const part = partOf('em:11AABBCC' as CardNumber, 'em-low24');
    expect(whose(part)).toBe(campus.students.chen);
    enrol(kiosk, campus.students.ben, 'em:22AABBCC' as CardNumber);
    kiosk.push();
    expect(whose(part)).toBe('ambiguous');
  });

  it('is told only to kiosks whose readers leave it, as long as they do', () => {
    const { test, campus, kiosk, documents, partOf } = openCards();
    giveCard(test.parts, campus.students.chen, 'em:11AABBCC');
    const part = partOf('em:11AABBCC' as CardNumber, 'em-low24');
    const partials = (one: TestKiosk) => documents(one).filter(({ id }) => id.startsWith('partials:'));
    expect(partials(kiosk)).toEqual([]);
    kiosk.append('card-forms-used', { forms: ['em-low24'] });
    kiosk.push();
    const told = partials(kiosk);
    expect(told.map(({ text }) => text).join()).toContain(part);
    // Four people have an EM card each.
    expect(told.flatMap(({ document }) => (document.kind === 'partials' ? document.parts : []))).toHaveLength(
      4,
    );
    expect(partials(new TestKiosk(test, campus.room))).toEqual([]);
    // One card more is told of as well.
    giveCard(test.parts, campus.students.chen, 'em:11AABBDD');
    const more = partials(kiosk).flatMap(({ document }) =>
      document.kind === 'partials' ? document.parts : [],
    );
    expect(more).toHaveLength(5);
    kiosk.append('card-forms-used', { forms: [] });
    kiosk.push();
    expect(partials(kiosk)).toEqual([]);
  });
});

describe('everybody’s cards', () => {
  it('come in documents of which giving out one changes one', () => {
    const { test, campus, kiosk, documents } = openCards();
    for (let i = 0; i < 300; i += 1) {
      giveCard(test.parts, campus.stranger, `em:${(0x10000000 + i * 7919).toString(16)}`);
    }
    const before = new Map(documents(kiosk).map(({ id, text }) => [id, text]));
    expect([...before.keys()].filter((id) => id.startsWith('credentials:')).length).toBeGreaterThan(32);
    giveCard(test.parts, campus.students.chen, CARD);
    const changed = documents(kiosk).filter(({ id, text }) => before.get(id) !== text);
    expect(changed).toHaveLength(1);
    expect(Math.max(...changed.map(({ text }) => text.length))).toBeLessThan(5_000);
  });

  it('are in exactly one of them each, in the order of their tags', () => {
    const { test, campus, kiosk, documents } = openCards();
    for (let i = 0; i < 200; i += 1)
      giveCard(test.parts, campus.stranger, `em:2${String(i).padStart(7, '0')}`);
    const told = documents(kiosk).flatMap(({ document }) =>
      document.kind === 'credentials' ? document.cards.map(({ tag }) => tag) : [],
    );
    expect(told).toHaveLength(203);
    expect(told).toEqual([...new Set(told)].toSorted());
  });
});
