import type { DocumentOf } from '#contracts/sync/documents.ts';
import { toBase64Url } from '#domain/encoding/base64url.ts';
import type { DeviceId, EpochMs, PersonId } from '#domain/ids.ts';
import { passIdOf } from '#domain/pass/pass-id.ts';
import { confirmedFrom } from '../check-in/device-store.ts';
import type { HubDatabase } from '../store/hub-database.ts';
import { preparedOnce } from '../store/prepared-once.ts';

type PhoneRow = {
  readonly id: DeviceId;
  readonly personId: PersonId;
  readonly keyKind: 'ed25519' | 'p256';
  readonly publicKey: Buffer;
  readonly boundAt: EpochMs;
  readonly confirmedAt: EpochMs | null;
};

/** The phones in use of these people, as kiosks know them. */
export function passesDocument(db: HubDatabase, people: readonly PersonId[]): DocumentOf<'passes'> {
  const rows = phonesOf(db).all(JSON.stringify(people)) as PhoneRow[];
  const phones = rows.map(({ id, personId, keyKind, publicKey, ...bound }) => ({
    passId: passIdOf(id),
    keyKind,
    publicKey: toBase64Url(publicKey),
    personId,
    from: confirmedFrom(bound),
  }));
  return { kind: 'passes', phones };
}

const phonesOf = preparedOnce(({ sqlite }) =>
  sqlite.prepare(
    `select id, person_id as personId, key_kind as keyKind, public_key as publicKey,
            bound_at as boundAt, confirmed_at as confirmedAt
     from devices where replaced_at is null and person_id in (select value from json_each(?)) order by id`,
  ),
);
