import { z } from 'zod';
import {
  EpochMsSchema,
  PersonIdSchema,
  RoomIdSchema,
  SectionIdSchema,
  SessionIdSchema,
} from '#domain/ids.ts';

/** One meeting of a section: made by the hub from the timetable (or ad hoc), sent down to kiosks ready to use. */
export const OccurrenceSchema = z.strictObject({
  sessionId: SessionIdSchema,
  sectionId: SectionIdSchema,
  courseCode: z.string().max(40),
  courseTitle: z.string().max(200),
  sectionName: z.string().max(100),
  roomId: RoomIdSchema,
  roomName: z.string().max(80),
  startsAt: EpochMsSchema,
  endsAt: EpochMsSchema,
  /** Who may open and mark it, the main teacher first. */
  faculty: z.array(PersonIdSchema).max(20),
  cancelled: z.boolean(),
  adHoc: z.boolean(),
});
export type Occurrence = z.infer<typeof OccurrenceSchema>;
