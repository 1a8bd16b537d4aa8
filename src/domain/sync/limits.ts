/** A frame of events carries at most this many, so that one frame is one short transaction at the hub. */
export const MAX_EVENTS_PER_FRAME = 500;

/** ... and at most this many bytes of event texts (UTF-8), unless its first event alone is longer. */
export const MAX_FRAME_BYTES = 256 * 1024;

/** No event's text may be longer: a ledger must not accept what could never be sent. */
export const MAX_EVENT_CHARS = 32 * 1024;

/** A kiosk whose whole backlog is this small is never told to wait: live attendance goes before backfill. */
export const SMALL_BACKLOG = 10;

/** Documents in one manifest: a room's sections, and the few that every kiosk has. */
export const MAX_DOCUMENTS = 5_000;

/** Longest message either side accepts: a full frame with every quote of its texts escaped, and some to spare. */
export const MAX_MESSAGE_BYTES = 1024 * 1024;
