import { z } from 'zod';
import {
  date,
  oneOf,
  optionalDate,
  optionalText,
  sourcedId,
  sourcedIds,
  status,
  text,
  timeOfDay,
  weekday,
} from './columns.ts';

// One schema for the rows of each file: keys are the columns. Of OneRoster's files only the columns that are used here
// stand in them; others may be there and are not looked at. Lengths are what kiosks' documents hold.

export const ManifestRowSchema = z.object({ propertyName: text(200), value: optionalText(500) });

export const OrgRowSchema = z.object({ sourcedId, name: text(255) });

export const TermRowSchema = z.object({
  sourcedId,
  status,
  title: text(200),
  startDate: date,
  /** The first day after the term: OneRoster's last days are exclusive. */
  endDate: date,
});
export type TermRow = z.infer<typeof TermRowSchema>;

export const CourseRowSchema = z.object({
  sourcedId,
  status,
  title: text(200),
  courseCode: optionalText(40),
});
export type CourseRow = z.infer<typeof CourseRowSchema>;

export const ClassRowSchema = z.object({
  sourcedId,
  status,
  title: text(100),
  courseSourcedId: sourcedId,
  termSourcedIds: sourcedIds,
});
export type ClassRow = z.infer<typeof ClassRowSchema>;

export const UserRowSchema = z.object({
  sourcedId,
  status,
  username: optionalText(80),
  givenName: optionalText(100),
  familyName: optionalText(99),
  preferredGivenName: optionalText(100),
  preferredFamilyName: optionalText(99),
  /** The admission number of a student. */
  identifier: optionalText(60),
  email: optionalText(200),
  /** OneRoster 1.1 only. */
  role: optionalText(40),
  /** Ours: how the name is written where that isn't "given family". */
  'metadata.displayName': optionalText(200),
});
export type UserRow = z.infer<typeof UserRowSchema>;

export const RoleRowSchema = z.object({
  sourcedId,
  status,
  userSourcedId: sourcedId,
  role: text(40),
});
export type RoleRow = z.infer<typeof RoleRowSchema>;

export const EnrollmentRowSchema = z.object({
  sourcedId,
  status,
  classSourcedId: sourcedId,
  userSourcedId: sourcedId,
  role: text(40),
  primary: oneOf({ '': 'false', true: 'true', false: 'false' }),
  beginDate: optionalDate,
  /** The first day on which the person no longer belongs to the class. */
  endDate: optionalDate,
});
export type EnrollmentRow = z.infer<typeof EnrollmentRowSchema>;

export const TimetableRowSchema = z.object({
  sourcedId,
  classSourcedId: sourcedId,
  room: text(80),
  weekday,
  startTime: timeOfDay,
  endTime: timeOfDay,
  validFrom: optionalDate,
  /** The last day, inclusive. */
  validTo: optionalDate,
});
export type TimetableRow = z.infer<typeof TimetableRowSchema>;

export const HolidayRowSchema = z.object({
  date,
  /** Inclusive; empty: one day. */
  lastDate: optionalDate,
  name: text(200),
});
export type HolidayRow = z.infer<typeof HolidayRowSchema>;

export const CredentialRowSchema = z.object({
  userSourcedId: optionalText(255),
  identifier: optionalText(60),
  /** Empty: this person has no card. */
  number: optionalText(60),
  form: optionalText(40),
});
export type CredentialRow = z.infer<typeof CredentialRowSchema>;
