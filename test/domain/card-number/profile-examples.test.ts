import { expect, test } from 'vitest';
import type { CardNumber } from '#domain/card-number/card-number.ts';
import { formOf } from '#domain/card-number/partial-number.ts';
import { PROFILE_EXAMPLES } from '#domain/card-number/profile-examples.ts';
import { formLeftBy, READER_PROFILES, whichProfiles } from '#domain/card-number/reader-profile.ts';
import { decodeWedgeNumber } from '../../../src/kiosk/engine/devices/wedge/wedge-number.ts';

const CARDS = ['em:026F6C3A', 'hf:529D06E3', 'hf:04A3C6CAE26180', 'w26:118.1603'] as CardNumber[];

test.each(READER_PROFILES)('the example of %s is what such a reader types of one of the cards', (profile) => {
  const example = PROFILE_EXAMPLES[profile];
  expect(CARDS.some((card) => whichProfiles(example, card).includes(profile))).toBe(true);
  const read = decodeWedgeNumber(example, { profile });
  expect(read).toBeDefined();
  // Two tables say what of a number a profile leaves.
  expect(read === undefined ? undefined : formOf(read)).toBe(formLeftBy(profile));
});
