import { z } from 'zod';
import { READER_PROFILES } from '#domain/card-number/reader-profile.ts';

const ProfileSchema = z.enum(READER_PROFILES);

/** Finding out how a reader that types writes cards: two cards that are known are held to it. */
export const ProfilesPageSchema = z.strictObject({
  name: z.literal('profiles'),
  /** The reader that has typed; null before. `profile` is how it is set. */
  reader: z.strictObject({ id: z.string(), name: z.string(), profile: ProfileSchema }).nullable(),
  /** Known cards that were held to it. `ending`: the last characters it typed. */
  cards: z.array(z.strictObject({ ending: z.string(), fitting: z.int().min(1) })),
  /** The end of what it typed last, if no known card could be meant by it. */
  unknown: z.string().nullable(),
  result: z.discriminatedUnion('kind', [
    /** More cards are needed. */
    z.strictObject({ kind: z.literal('open') }),
    /** Nothing fits all of them. */
    z.strictObject({ kind: z.literal('none') }),
    z.strictObject({
      kind: z.literal('found'),
      profile: ProfileSchema,
      /** Drops a part of numbers: two people's cards may look the same to it. */
      isPartial: z.boolean(),
      /** The reader is set so already. */
      isSet: z.boolean(),
    }),
  ]),
});
export type ProfilesPage = z.infer<typeof ProfilesPageSchema>;

export const ProfilesActionSchema = z.discriminatedUnion('type', [
  /** The number of the card that wasn't known, as it is printed on it or canonical. */
  z.strictObject({ type: z.literal('tell-number'), number: z.string().max(60) }),
  z.strictObject({ type: z.literal('use') }),
  z.strictObject({ type: z.literal('start-over') }),
]);
export type ProfilesAction = z.infer<typeof ProfilesActionSchema>;
