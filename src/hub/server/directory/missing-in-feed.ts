import { HUB_ORIGIN } from '#domain/ids.ts';

// Sessions of the kiosk: those in its room, and those it opened itself. A phone's check-in from before the hub heard of the
// opening names none, and is found by the opening. A kiosk that catches up tells of an opening in every frame: to look through
// all its sessions for each would make a day's backlog a matter of hours.
// Each `cross join` keeps SQLite from beginning at the other end, which is the table of all events there ever were.
const missing = (which: string) => `
with own (session_id) as (
  select o.session_id from occurrences o join kiosks k on k.room_id = o.room_id
  where k.number = :kiosk and o.starts_at between :from and :to ${which}
  union
  select session_id from openings where kiosk = :kiosk and started_at between :from and :to ${which}
), wanted (kiosk, epoch, seq) as (
  select e.kiosk, e.epoch, e.seq from own cross join events e on e.session_id = own.session_id
  where not (e.kiosk = :kiosk and e.epoch = :epoch)
  union
  select ${HUB_ORIGIN}, p.epoch, p.seq from own cross join openings o on o.session_id = own.session_id
  cross join phone_check_ins p on p.kiosk = o.kiosk and p.number = o.number
)
select :kiosk kiosk, e.kiosk origin, e.epoch epoch, e.seq seq from wanted w cross join events e on e.kiosk = w.kiosk and e.epoch = w.epoch and e.seq = w.seq
where not (e.kiosk = :kiosk and e.epoch = :epoch) and not exists (
  select 1 from kiosk_feed f where f.kiosk = :kiosk and f.origin = e.kiosk and f.epoch = e.epoch and f.seq = e.seq)
order by e.received_at, e.kiosk, e.epoch, e.seq`;

/** Events that a kiosk's feed lacks: `:kiosk`, its present `:epoch`, and its sessions that begin between `:from` and `:to`. */
export const MISSING = missing('');

/** The same of some sessions only: `:sessions`, a JSON array. */
export const MISSING_OF_SESSIONS = missing('and session_id in (select value from json_each(:sessions))');
