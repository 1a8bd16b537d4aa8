import { uuidV5 } from '#domain/ids/uuid5.ts';
import type { SessionId } from '#domain/ids.ts';

/** Drawn once for this purpose; another one would give every session another id. */
const NAMESPACE = 'eaf0bfd4-daa3-43fd-a46f-76225a6352f4';

/** The id of the meeting that a slot makes on a day (`YYYY-MM-DD`): the same on every machine, and kept when the meeting moves. */
export function sessionIdOf(slotId: string, date: string): SessionId {
  return uuidV5(NAMESPACE, `${slotId}/${date}`) as SessionId;
}
