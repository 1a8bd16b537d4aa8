import type { EpochMs, KioskNumber } from '#domain/ids.ts';
import type { EventBody } from '#domain/ledger/event.ts';
import type { HubDatabase } from '../store/hub-database.ts';
import { preparedOnce } from '../store/prepared-once.ts';
import { readerStates } from './reader-schema.ts';

type Told = {
  readonly kiosk: KioskNumber;
  readonly body: EventBody<'reader-changed'>;
  /** Corrected time. */
  readonly at: EpochMs;
};

/** A kiosk told how a reader is. Seeing it twice, or after something newer, changes nothing. */
export function noteReaderState(db: HubDatabase, { kiosk, body, at }: Told): void {
  if (body.state === 'removed') removing(db).run(kiosk, body.reader, at);
  else putting(db).run(kiosk, body.reader, body.state, at);
}

/** The kiosk's program was started: it tells each of its readers' states anew, and those it doesn't have any more it doesn't tell. */
export function forgetReaderStates(db: HubDatabase, kiosk: KioskNumber, before: EpochMs): void {
  forgetting(db).run(kiosk, before);
}

export function allReaderStates(db: HubDatabase): readonly (typeof readerStates.$inferSelect)[] {
  return db.orm.select().from(readerStates).orderBy(readerStates.kiosk, readerStates.reader).all();
}

const putting = preparedOnce(({ sqlite }) =>
  sqlite.prepare<[KioskNumber, string, string, EpochMs]>(
    `insert into reader_states (kiosk, reader, state, at) values (?, ?, ?, ?)
     on conflict (kiosk, reader) do update set state = excluded.state, at = excluded.at where excluded.at >= at`,
  ),
);

const removing = preparedOnce(({ sqlite }) =>
  sqlite.prepare<[KioskNumber, string, EpochMs]>(
    'delete from reader_states where kiosk = ? and reader = ? and at <= ?',
  ),
);

const forgetting = preparedOnce(({ sqlite }) =>
  sqlite.prepare<[KioskNumber, EpochMs]>('delete from reader_states where kiosk = ? and at < ?'),
);
