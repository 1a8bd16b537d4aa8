import { describe, expect, it } from 'vitest';
import { canonicalJson } from '#domain/canonical-json.ts';
import type { CredentialTag, EpochMs, Hash } from '#domain/ids.ts';
import { documentHash, manifestOf } from '#domain/sync/manifest.ts';
import type { Directory } from '../../../../src/kiosk/engine/directory/directory.ts';
import { KnownCards } from '../../../../src/kiosk/engine/directory/known-cards.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { directoryIn } from './a-directory.ts';
import {
  apply,
  bundle,
  type CardFact,
  cards,
  classes,
  FACULTY,
  leftOf,
  ms,
  PLACE,
  person,
  roster,
  section,
  session,
  tag,
  WHOLE,
} from './directory-facts.ts';

/** Whose card it is by the directory alone. */
function whose(directory: Directory, tag_: CredentialTag, at: EpochMs) {
  return new KnownCards(directory, () => at).resolveTag(tag_, at);
}

describe('a directory', () => {
  it('knows nothing before the hub was heard', () => {
    const directory = directoryIn();
    expect(directory.mark()).toBeNull();
    expect(directory.rev()).toBe(0);
    expect(directory.place()).toBeUndefined();
    expect(directory.occurrences()).toEqual([]);
    expect(whose(directory, tag(1), ms(1))).toBeUndefined();
    expect(directory.nameOf(person(1))).toBeUndefined();
    expect(directory.whereabouts(person(1), ms(1))).toBeUndefined();
  });

  it('answers everything the kiosk needs to know of its room', () => {
    const directory = directoryIn();
    apply(directory, bundle(3, WHOLE));
    expect(directory.rev()).toBe(3);
    expect(directory.place()?.room).toBe('B-204');
    expect(directory.occurrences().map(({ sessionId }) => sessionId)).toEqual([session(1), session(2)]);
    expect(directory.occurrence(session(2))?.courseCode).toBe('CS-2');
    expect(directory.occurrence(session(3))).toBeUndefined();
    expect(directory.section(section(1))?.enrolments).toHaveLength(2);
    expect(directory.nameOf(person(2))).toBe('Ben');
    expect(directory.nameOf(person(900))).toBe('Dr Rao');
    expect(directory.faculty(person(900))?.pin).toBe(FACULTY.people[0]?.pin);
    expect(directory.faculty(person(1))).toBeUndefined();
    expect(whose(directory, tag(2), ms(1))).toBe(person(2));
    expect(directory.whereabouts(person(1), ms(0))).toMatchObject({ room: 'C-110', course: 'Algorithms' });
  });

  it('answers the same after a restart', () => {
    const folder = temporaryFolder();
    const before = directoryIn(folder);
    const { manifest, texts } = bundle(3, WHOLE);
    apply(before, { manifest, texts });
    before.close();
    const after = directoryIn(folder);
    expect(after.mark()).toEqual({ rev: 3, digest: manifest.digest });
    expect(after.lacking(manifest)).toEqual([]);
    expect(after.place()).toEqual(PLACE);
    expect(after.nameOf(person(1))).toBe('Asha');
    expect(whose(after, tag(1), ms(1))).toBe(person(1));
  });

  it('asks only for the documents that changed, and forgets those the hub no longer lists', () => {
    const directory = directoryIn();
    apply(directory, bundle(1, WHOLE));
    const id = `section:${section(1)}`;
    const { faculty: _, ...without } = WHOLE;
    const next = bundle(2, { ...without, [id]: roster(1, [[3, 'Chen']]) });
    expect(directory.lacking(next.manifest)).toEqual([id]);
    apply(directory, { manifest: next.manifest, texts: new Map([[id, next.texts.get(id) ?? '']]) });
    expect(directory.nameOf(person(3))).toBe('Chen');
    expect(directory.nameOf(person(1))).toBeUndefined();
    expect(directory.nameOf(person(900))).toBeUndefined();
    expect(directory.faculty(person(900))).toBeUndefined();
    expect(directory.place()?.room).toBe('B-204');
    expect(whose(directory, tag(1), ms(1))).toBe(person(1));
  });

  it('takes the revision alone when nothing else changed', () => {
    const directory = directoryIn();
    apply(directory, bundle(1, WHOLE));
    const next = bundle(2, WHOLE);
    expect(directory.lacking(next.manifest)).toEqual([]);
    apply(directory, { ...next, texts: new Map() });
    expect(directory.mark()).toEqual({ rev: 2, digest: next.manifest.digest });
  });

  it('takes cards that come in several documents as one set', () => {
    const directory = directoryIn();
    apply(
      directory,
      bundle(1, {
        'credentials:0': cards([1, 1, 0, null]),
        'credentials:1': cards([2, 2, 0, null], [1, 3, 0, null]),
      }),
    );
    expect(whose(directory, tag(2), ms(1))).toBe(person(2));
    expect(whose(directory, tag(1), ms(1))).toBe('ambiguous');
  });

  it('forgets what was in a document that has gone, and keeps what was in one that stayed', () => {
    const directory = directoryIn();
    const stays = cards([1, 1, 0, null]);
    apply(directory, bundle(1, { 'credentials:00': stays, 'credentials:01': cards([2, 2, 0, null]) }));
    apply(directory, bundle(2, { 'credentials:00': stays, 'credentials:02': cards([3, 3, 0, null]) }));
    expect([1, 2, 3].map((n) => whose(directory, tag(n), ms(1)))).toEqual([person(1), undefined, person(3)]);
  });

  it('finds a card by what a reader left of its number, unless several people’s cards leave that', () => {
    const directory = directoryIn();
    apply(
      directory,
      bundle(1, {
        credentials: cards([1, 1, 0, null], [2, 2, 0, null], [3, 2, 0, null], [4, 4, 0, 10]),
        'partials:em-low24-00': leftOf([91, 1], [92, 1], [92, 2], [93, 2], [93, 3], [94, 2], [94, 4]),
      }),
    );
    expect(whose(directory, tag(91), ms(1))).toBe(person(1));
    expect(whose(directory, tag(92), ms(1))).toBe('ambiguous');
    // Two cards of one person.
    expect(whose(directory, tag(93), ms(1))).toBe(person(2));
    expect(whose(directory, tag(94), ms(1))).toBe('ambiguous');
    expect(whose(directory, tag(94), ms(10))).toBe(person(2));
    expect(whose(directory, tag(95), ms(1))).toBeUndefined();
  });
});

describe('documents that are not whole', () => {
  const first = bundle(1, WHOLE);
  const other = canonicalJson(roster(1, [[3, 'Chen']]));
  const id = `section:${section(1)}`;
  const changed = bundle(2, { ...WHOLE, [id]: roster(1, [[3, 'Chen']]), place: { ...PLACE, room: 'C-1' } });

  /** Applies `first`, then these, and gives what was answered; the directory must be as before. */
  function refused(manifest: typeof first.manifest, texts: ReadonlyMap<string, string>): string {
    const folder = temporaryFolder();
    const directory = directoryIn(folder);
    apply(directory, first);
    const applied = directory.applyDocuments(manifest, texts);
    for (const each of [directory, directoryIn(folder)]) {
      expect(each.mark()).toEqual({ rev: 1, digest: first.manifest.digest });
      expect(each.place()?.room).toBe('B-204');
      expect(each.nameOf(person(1))).toBe('Asha');
      expect(each.lacking(first.manifest)).toEqual([]);
    }
    return applied.ok ? 'applied' : applied.error.kind;
  }

  it('leave the directory as it was', () => {
    const texts = new Map(changed.texts);
    texts.delete(id);
    expect(refused(changed.manifest, texts)).toBe('document-missing');
    expect(refused(changed.manifest, new Map(changed.texts).set(id, `${other} `))).toBe('wrong-digest');
    expect(refused({ ...changed.manifest, digest: 'ab'.repeat(32) as Hash }, changed.texts)).toBe(
      'wrong-digest',
    );
  });

  it('are those that are no documents, too', () => {
    for (const text of ['', '{', '{"kind":"secret"}', '{"kind":"faculty","people":[{"name":"x"}]}', '[]']) {
      const manifest = manifestOf(2, [
        ...first.manifest.documents.filter(([each]) => each !== 'faculty'),
        ['faculty', documentHash(text)],
      ]);
      expect(refused(manifest, new Map([['faculty', text]]))).toBe('not-a-document');
    }
  });
});

describe('a card', () => {
  const at = (moment: number, ...all: readonly CardFact[]) => {
    const directory = directoryIn();
    apply(directory, bundle(1, { credentials: cards(...all) }));
    return whose(directory, tag(1), ms(moment));
  };

  it('is its owner only from the first to before the last moment it is valid', () => {
    expect(at(99, [1, 1, 100, 200])).toBeUndefined();
    expect(at(100, [1, 1, 100, 200])).toBe(person(1));
    expect(at(199, [1, 1, 100, 200])).toBe(person(1));
    expect(at(200, [1, 1, 100, 200])).toBeUndefined();
  });

  it('that was handed on belongs to whoever had it then', () => {
    const handedOn = [
      [1, 1, 0, 100],
      [1, 2, 100, null],
    ] as const;
    expect(at(50, ...handedOn)).toBe(person(1));
    expect(at(150, ...handedOn)).toBe(person(2));
  });

  it('that several people have at once is ambiguous, and one that a person has twice is not', () => {
    expect(at(5, [1, 1, 0, null], [1, 2, 0, null])).toBe('ambiguous');
    expect(at(5, [1, 1, 0, null], [1, 1, 0, 100])).toBe(person(1));
    expect(at(5, [1, 1, 0, null], [1, 2, 0, null], [1, 1, 0, null])).toBe('ambiguous');
  });
});

describe('where a person should be', () => {
  const directory = () => {
    const made = directoryIn();
    const busy = classes(
      ['C-110', 5_000, 6_000, [1, 2]],
      ['A-001', 1_000, 2_000, [1]],
      ['D-300', 1_500, 9_000, [3]],
    );
    apply(made, bundle(1, { whereabouts: busy }));
    return (who: number, at: number) => made.whereabouts(person(who), ms(at))?.room;
  };

  it('is the class that is on, else the next one', () => {
    const roomOf = directory();
    expect(roomOf(1, 0)).toBe('A-001');
    expect(roomOf(1, 1_999)).toBe('A-001');
    expect(roomOf(1, 2_000)).toBe('C-110');
    expect(roomOf(1, 6_000)).toBeUndefined();
    expect(roomOf(3, 8_999)).toBe('D-300');
  });

  it('is unknown for who has no class', () => {
    expect(directory()(4, 0)).toBeUndefined();
  });
});
