import { z } from 'zod';
import { FacultyChoiceSchema, UnlockAttemptSchema } from '#contracts/engine-link/unlock-attempt.ts';
import { EpochMsSchema, PersonIdSchema } from '#domain/ids.ts';
import { CardsActionSchema, CardsPageSchema } from './cards-page.ts';
import { DevicesActionSchema, DevicesPageSchema } from './devices-page.ts';
import { FingersActionSchema, FingersPageSchema } from './fingers-page.ts';
import { ProfilesActionSchema, ProfilesPageSchema } from './profiles-page.ts';

/** What the screen draws of the page that is open. A new page is one more here, and its actions one more below. */
export const PanelPageSchema = z.discriminatedUnion('name', [
  DevicesPageSchema,
  FingersPageSchema,
  CardsPageSchema,
  ProfilesPageSchema,
]);
export type PanelPageView = z.infer<typeof PanelPageSchema>;
export type PanelPageName = PanelPageView['name'];

const PanelPageNameSchema = z.enum(
  PanelPageSchema.options.map(({ shape }) => shape.name.value) as [PanelPageName, ...PanelPageName[]],
);

/** What somebody did on the panel: opened it, turned a page, or used one (`type` is then the page's name). */
export const PanelCommandSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('open') }),
  /** Null: back to the list of pages. */
  z.strictObject({ type: z.literal('go'), page: PanelPageNameSchema.nullable() }),
  z.strictObject({ type: z.literal('close') }),
  z.strictObject({ type: z.literal('devices'), action: DevicesActionSchema }),
  z.strictObject({ type: z.literal('cards'), action: CardsActionSchema }),
  z.strictObject({ type: z.literal('fingers'), action: FingersActionSchema }),
  z.strictObject({ type: z.literal('profiles'), action: ProfilesActionSchema }),
]);
export type PanelCommand = z.infer<typeof PanelCommandSchema>;
/** What can be done on one page. */
export type PanelActionOf<N extends PanelPageName> = Extract<
  PanelCommand,
  { readonly type: N; readonly action: unknown }
>['action'];

/** Where whoever looks after the kiosk, or teaches here, sets it up. */
export const PanelSchema = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('closed') }),
  /** Someone has to prove who they are first. */
  z.strictObject({
    name: z.literal('unlocking'),
    choices: z.array(FacultyChoiceSchema),
    chosen: PersonIdSchema.nullable(),
    attempt: UnlockAttemptSchema,
    /** Gives up by itself then. */
    until: EpochMsSchema,
  }),
  z.strictObject({
    name: z.literal('open'),
    by: z.string(),
    until: EpochMsSchema,
    /** The pages that this person may use. */
    pages: z.array(PanelPageNameSchema),
    /** Null: the list of pages. */
    page: PanelPageSchema.nullable(),
  }),
]);
export type Panel = z.infer<typeof PanelSchema>;

export const CLOSED_PANEL: Panel = { name: 'closed' };
