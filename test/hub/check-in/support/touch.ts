import type { CredentialTag } from '#domain/ids.ts';
import type { CheckInHub } from './check-in-hub.ts';

/** A student holds their card to the reader at the door, and the hub hears of it. */
export function touchCard(hub: CheckInHub, who: 'ana' | 'ben' | 'chen'): void {
  const { kiosk, campus } = hub;
  kiosk.append('presentation', {
    method: 'card',
    reader: 'door',
    tag: '0123456789abcdef0123456789abcdef' as CredentialTag,
    personId: campus.students[who],
    directory: 1,
    sessionId: campus.friday.sessionId,
    answer: 'present',
  });
  kiosk.push();
}
