import { z } from 'zod';
import { PersonIdSchema } from '#domain/ids.ts';

/** Why a card can't be given to anybody here. `partial`: this reader leaves a part of the number out; `others`: it is somebody's who isn't known here. */
export const CardRefusalSchema = z.enum([
  'random',
  'cut-off',
  'blank',
  'factory-default',
  'partial',
  'others',
  'ambiguous',
]);
export type CardRefusal = z.infer<typeof CardRefusalSchema>;

const PersonSchema = z.strictObject({
  personId: PersonIdSchema,
  name: z.string(),
  studentNumber: z.string(),
  /** Has a card already. */
  hasCard: z.boolean(),
});

/** Giving somebody a card: a card is held to a reader, then its person is picked. One that is somebody's may be taken from them. */
export const CardsPageSchema = z.strictObject({
  name: z.literal('cards'),
  step: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('waiting'),
      refused: CardRefusalSchema.nullable(),
      /** What was done last. */
      done: z.strictObject({ kind: z.enum(['given', 'taken']), name: z.string() }).nullable(),
    }),
    z.strictObject({ kind: z.literal('choosing'), reader: z.string(), people: z.array(PersonSchema) }),
    z.strictObject({ kind: z.literal('held'), reader: z.string(), name: z.string() }),
  ]),
});
export type CardsPage = z.infer<typeof CardsPageSchema>;

export const CardsActionSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('give'), personId: PersonIdSchema }),
  z.strictObject({ type: z.literal('take-away') }),
  /** Forgets the card that was read. */
  z.strictObject({ type: z.literal('start-over') }),
]);
export type CardsAction = z.infer<typeof CardsActionSchema>;
