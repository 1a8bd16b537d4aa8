import { describe, expect, it } from 'vitest';
import type { PersonId, SectionId, SessionId } from '#domain/ids.ts';
import { addressOf, type Place, placeAt } from '../../../src/hub/console/state/place.ts';

const ID = '01890a5d-ac96-774b-bcce-b302099a8057';

const PLACES: readonly Place[] = [
  { name: 'sessions', date: null },
  { name: 'sessions', date: '2026-11-19' },
  { name: 'register', sessionId: ID as SessionId },
  { name: 'students', search: '' },
  { name: 'students', search: 'Ibáñez & co' },
  { name: 'student', personId: ID as PersonId },
  { name: 'sections' },
  { name: 'section', sectionId: ID as SectionId },
  { name: 'kiosks' },
  { name: 'import' },
  { name: 'accounts' },
];

function at(address: string): Place {
  return placeAt(new URL(address, 'http://hub.test'));
}

describe('the address of a place in the console', () => {
  it.each(PLACES)('leads back to it: $name', (place) => {
    expect(at(addressOf(place))).toEqual(place);
  });

  it.each(['/console/nothing', '/console/sessions/42', `/console/sessions/${ID}/more`, '/console/kiosks/1'])(
    'is unknown where there is nothing: %s',
    (address) => {
      expect(at(address)).toEqual({ name: 'unknown' });
    },
  );

  it('is today’s sessions when its date is none', () => {
    expect(at('/console/?date=2026-13-45')).toEqual({ name: 'sessions', date: null });
  });
});
