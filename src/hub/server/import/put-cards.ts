import { and, eq, isNull } from 'drizzle-orm';
import type { CardNumber } from '#domain/card-number/card-number.ts';
import { WHOLE_PROFILES } from '#domain/card-number/reader-profile.ts';
import { credentialTag } from '#domain/credential/credential-tag.ts';
import { tagsOfParts } from '#domain/credential/tags-of-parts.ts';
import type { CredentialTag, PersonId } from '#domain/ids.ts';
import { keepParts } from '../people/card-parts.ts';
import { cardValidFrom } from '../people/cards.ts';
import { lastDigitsOf, readCard } from '../people/read-card.ts';
import { credentials, people } from '../store/schema.ts';
import { type ImportContext, newId } from './import-context.ts';
import type { Place } from './problems.ts';
import type { Campus, ImportTable } from './read-campus.ts';
import type { CredentialRow } from './rows.ts';

type PersonRow = typeof people.$inferSelect;
type Card = {
  readonly personId: PersonId;
  readonly card: CardNumber;
  readonly tag: CredentialTag;
  readonly row: number;
};

/**
 * credentials.csv. Whoever is named in it has the cards it says and no others from now on; whoever isn't keeps theirs, so that cards
 * given out at the console survive.
 */
export function putCards(context: ImportContext, campus: Campus): void {
  const { credentials: table } = campus;
  if (table === undefined) return;
  const { named, cards } = cardsIn(context, campus, table);
  const current = currentCards(context);
  endOtherCards(context, named, cards, current);
  const give = giver(context);
  for (const card of cards.values()) {
    const holder = current.get(card.tag);
    // Also of one that is known: it may have been given where its number wasn't seen.
    keepParts(context.db, card.tag, tagsOfParts(context.cardKey, card.card));
    if (holder === card.personId) context.count('cards', 'unchanged');
    else if (holder === undefined || named.has(holder)) give(card);
    else refuse(context, table.file, card, holder);
  }
}

type CardsInFile = {
  readonly named: ReadonlySet<PersonId>;
  readonly cards: ReadonlyMap<CredentialTag, Card>;
};

function cardsIn(context: ImportContext, campus: Campus, table: ImportTable<CredentialRow>): CardsInFile {
  const named = new Set<PersonId>();
  const cards = new Map<CredentialTag, Card>();
  const personOf = personFinder(context, campus);
  for (const { row, value } of table.rows) {
    const place = { file: table.file, row };
    const personId = personOf(place, value);
    if (personId !== undefined) named.add(personId);
    const card = value.number === '' ? undefined : cardIn(context, place, value);
    if (card === undefined || personId === undefined) continue;
    const tag = credentialTag(context.cardKey, card);
    const first = cards.get(tag);
    if (first === undefined) cards.set(tag, { personId, card, tag, row });
    else if (first.personId !== personId) {
      const problem = `This is the card of the person in row ${first.row}, too.`;
      const advice = 'A card belongs to one person. Ask both for theirs, and correct one of the rows.';
      context.problems.error({ ...place, column: 'number' }, { problem, advice });
    }
  }
  return { named, cards };
}

function cardIn(
  { problems }: ImportContext,
  place: Place,
  { number, form }: CredentialRow,
): CardNumber | undefined {
  const read = readCard(number, form);
  if (read.ok) return read.value;
  const isForm = form === '' || WHOLE_PROFILES.some((profile) => profile === form.toLowerCase());
  problems.error({ ...place, column: isForm ? 'number' : 'form' }, read.error);
  return undefined;
}

/** By OneRoster's id or by the admission number, whichever is given. */
function personFinder({ db, problems }: ImportContext, campus: Campus) {
  const rows = db.orm.select().from(people).where(isNull(people.removedAt)).all();
  const bySourcedId = new Map(rows.map((person) => [person.sourcedId, person]));
  const byNumber = new Map(rows.map((person) => [person.studentNumber, person]));
  return (place: Place, row: CredentialRow): PersonId | undefined => {
    const isById = row.userSourcedId !== '';
    const found = isById ? bySourcedId.get(row.userSourcedId) : byNumber.get(row.identifier);
    const problem = whyNot(row, found);
    if (problem === undefined) return found?.id;
    if (found === undefined && isWrongElsewhere(campus, row)) return undefined;
    const advice = 'Fill in userSourcedId or identifier as they stand in users.csv.';
    problems.error({ ...place, column: isById ? 'userSourcedId' : 'identifier' }, { problem, advice });
    return undefined;
  };
}

/** Whether the person's own row is to blame, which has been told. */
function isWrongElsewhere(
  { users, unreadable }: Campus,
  { userSourcedId, identifier }: CredentialRow,
): boolean {
  if (unreadable.has('users')) return true;
  if (users === undefined) return false;
  return users.mentioned.has(userSourcedId) || (userSourcedId === '' && users.identifiers.has(identifier));
}

function whyNot(
  { userSourcedId, identifier }: CredentialRow,
  found: PersonRow | undefined,
): string | undefined {
  if (userSourcedId === '' && identifier === '') return 'Nothing says whose card this is.';
  if (found === undefined) return 'There is nobody with this id.';
  const isAnother = identifier !== '' && found.studentNumber !== null && found.studentNumber !== identifier;
  return isAnother ? 'userSourcedId and identifier mean two people.' : undefined;
}

function currentCards({ db }: ImportContext): ReadonlyMap<CredentialTag, PersonId> {
  const rows = db.orm.select().from(credentials).where(isNull(credentials.to)).all();
  return new Map(rows.map(({ tag, personId }) => [tag, personId]));
}

function endOtherCards(
  { db, now, count }: ImportContext,
  named: CardsInFile['named'],
  cards: CardsInFile['cards'],
  current: ReadonlyMap<CredentialTag, PersonId>,
): void {
  for (const [tag, holder] of current) {
    if (!named.has(holder) || cards.get(tag)?.personId === holder) continue;
    db.orm
      .update(credentials)
      .set({ to: now })
      .where(and(eq(credentials.tag, tag), isNull(credentials.to)))
      .run();
    count('cards', 'removed');
  }
}

/** Gives out cards that are nobody's now. */
function giver({ db, now, count }: ImportContext): (card: Card) => void {
  const hadHolders = new Set(
    db.orm
      .selectDistinct({ tag: credentials.tag })
      .from(credentials)
      .all()
      .map(({ tag }) => tag),
  );
  const insert = db.sqlite.prepare(
    'insert into credentials (id, tag, person_id, last_digits, from_at) values (?, ?, ?, ?, ?)',
  );
  return ({ tag, personId, card }) => {
    insert.run(newId(now), tag, personId, lastDigitsOf(card), cardValidFrom(hadHolders.has(tag), now));
    count('cards', 'added');
  };
}

function refuse({ db, problems }: ImportContext, file: string, { row }: Card, holder: PersonId): void {
  const person = db.orm.select().from(people).where(eq(people.id, holder)).get();
  const who = person?.studentNumber ?? person?.sourcedId ?? person?.name ?? 'somebody';
  const problem = `This card belongs to ${who}, who isn’t in this file.`;
  const advice = 'Correct the number, or take the card from that person first.';
  problems.error({ file, row, column: 'number' }, { problem, advice });
}
