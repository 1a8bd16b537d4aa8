import { expect, test } from 'vitest';
import type { CardNumber } from '#domain/card-number/card-number.ts';
import { PROFILE_EXAMPLES } from '#domain/card-number/profile-examples.ts';
import { READER_PROFILES, whichProfiles } from '#domain/card-number/reader-profile.ts';
import { decodeWedgeNumber } from '../../../src/kiosk/engine/devices/wedge/wedge-number.ts';

const CARDS = ['em:026F6C3A', 'hf:529D06E3', 'hf:04A3C6CAE26180', 'w26:118.1603'] as CardNumber[];

test.each(READER_PROFILES)('the example of %s is what such a reader types of one of the cards', (profile) => {
  const example = PROFILE_EXAMPLES[profile];
  expect(CARDS.some((card) => whichProfiles(example, card).includes(profile))).toBe(true);
  expect(decodeWedgeNumber(example, { profile })).toBeDefined();
});
