import { z } from 'zod';
import { InstitutionIdSchema, RoomIdSchema } from '#domain/ids.ts';
import { RulesSchema } from '#domain/rules/rules.ts';

/** PUT /api/v1/institution (admin). */
export const InstitutionSettingsSchema = z.strictObject({
  name: z.string().trim().min(1).max(200),
  brand: z.string().regex(/^#[0-9a-f]{6}$/, 'must be a colour like #1b3a5c'),
  /** IANA name. */
  timeZone: z.string().min(1).max(60),
});
export type InstitutionSettings = z.infer<typeof InstitutionSettingsSchema>;

/** GET /api/v1/institution. */
export const InstitutionSchema = InstitutionSettingsSchema.extend({
  id: InstitutionIdSchema,
  rules: RulesSchema,
});
export type Institution = z.infer<typeof InstitutionSchema>;

/** PUT /api/v1/rules (admin): the next version, in force for sessions that start from now on. */
export const NewRulesSchema = RulesSchema.omit({ version: true });
export type NewRules = z.infer<typeof NewRulesSchema>;

export const RoomSchema = z.strictObject({ id: RoomIdSchema, name: z.string() });
export type Room = z.infer<typeof RoomSchema>;

/** GET /api/v1/rooms. */
export const RoomsSchema = z.strictObject({ rooms: z.array(RoomSchema) });

/** POST /api/v1/rooms (admin). */
export const NewRoomSchema = z.strictObject({ name: z.string().trim().min(1).max(80) });
