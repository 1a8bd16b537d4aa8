import { z } from 'zod';
import { PARTIAL_FORMS } from '#domain/card-number/partial-number.ts';
import { CredentialTagSchema, PersonIdSchema } from '#domain/ids.ts';

export const PartialFormSchema = z.enum(PARTIAL_FORMS);

/** What readers that drop bytes leave of a card, each as a tag of its own. */
export const CardPartsSchema = z
  .array(z.strictObject({ form: PartialFormSchema, tag: CredentialTagSchema }))
  .max(8);
export type CardParts = z.infer<typeof CardPartsSchema>;

/** Bodies of the events about cards at a kiosk. */
export const CARD_EVENT_BODIES = {
  /** A card was given to somebody at a kiosk. It counts there at once, and everywhere when the hub has it and nobody else held the card before. */
  'card-enrolled': z.strictObject({
    personId: PersonIdSchema,
    tag: CredentialTagSchema,
    /** The hub never sees the number, so what it needs of it comes along. */
    parts: CardPartsSchema,
    reader: z.string().min(1).max(64),
    by: PersonIdSchema,
  }),
  'card-removed': z.strictObject({ personId: PersonIdSchema, tag: CredentialTagSchema, by: PersonIdSchema }),
  /** What the kiosk's readers leave of numbers, all together. Whatever an earlier one said is over. */
  'card-forms-used': z.strictObject({ forms: z.array(PartialFormSchema).max(16) }),
} as const;
