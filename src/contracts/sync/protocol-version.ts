/**
 * The sync protocol's versions. Kiosks are updated room by room, so a hub speaks the newest and the two before it.
 *
 * 1 (first): JSON text frames; challenge, hello, welcome signed on both sides; one push in flight; manifest, documents
 *   and feed fetched by the kiosk; hub events offered back when the hub's generation changes. Changed in place while no
 *   program that spoke it was in use: the feed's cursor names the hub's run, so that a hub put back in silence is found out
 *   though the same positions were filled again; `ack` no longer says what is archived, because only a signed welcome may;
 *   a kiosk's heartbeat tells its clock's error and its last check; its hello names the start of its program, by which a copied
 *   machine is noticed and refused as `copied`; `offer-stored` says how far the feed reaches with what was offered.
 *
 * Whoever changes a schema of a message raises SYNC_VERSION, writes here what changed and what each side does with a
 * peer that doesn't know it, and only then sets the new fingerprint in the test.
 */
export const SYNC_VERSION = 1;

/** Oldest version this program still speaks. */
export const OLDEST_SYNC_VERSION = 1;

export const SYNC_VERSIONS = [OLDEST_SYNC_VERSION, SYNC_VERSION] as const;

/** Where a hub listens for kiosks. */
export const SYNC_PATH = '/api/v1/kiosk-sync';
