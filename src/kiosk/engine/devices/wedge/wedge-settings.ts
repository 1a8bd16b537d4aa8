import { z } from 'zod';
import { READER_PROFILES } from '#domain/card-number/reader-profile.ts';
import { namedReader } from '../reader-settings.ts';
import { USUAL_PACE } from './wedge-keys.ts';

/** A reader that types, whose keys come from the screen. */
export const WedgeSettingsSchema = z.strictObject({
  kind: z.literal('wedge'),
  ...namedReader('USB card reader'),
  /** How it writes a card; "em-8h10d" is the ten digits printed on most cards. */
  profile: z.enum(READER_PROFILES).default('em-8h10d'),
  /** How many characters it types, if it differs from others of its profile. */
  length: z.int().min(4).max(20).optional(),
  typicalGapMs: z.int().min(1).max(150).default(USUAL_PACE.typicalGapMs),
  longestGapMs: z.int().min(1).max(500).default(USUAL_PACE.longestGapMs),
});
