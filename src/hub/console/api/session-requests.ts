import type { z } from 'zod';
import {
  type FacultyMarks,
  MarksAnswerSchema,
  type OpenSession,
  type Register,
  RegisterSchema,
  SessionAnswerSchema,
  type Sessions,
  SessionsSchema,
} from '#contracts/hub-api/sessions.ts';
import type { SessionId } from '#domain/ids.ts';
import type { Asked } from './asked.ts';

type SessionAnswer = z.infer<typeof SessionAnswerSchema>;
type MarksAnswer = z.infer<typeof MarksAnswerSchema>;

/** `date` is a day of the campus, `YYYY-MM-DD`; null for today. */
export function sessionsOn(date: string | null): Asked<Sessions> {
  return {
    path: `/api/v1/sessions${date === null ? '' : `?date=${encodeURIComponent(date)}`}`,
    answer: SessionsSchema,
  };
}

export function registerOf(id: SessionId): Asked<Register> {
  return { path: `/api/v1/sessions/${id}/register`, answer: RegisterSchema };
}

/** Where a browser gets the register for a spreadsheet. */
export function registerCsvPath(id: SessionId): string {
  return `/api/v1/sessions/${id}/register.csv`;
}

export function openSession(body: OpenSession): Asked<SessionAnswer> {
  return { method: 'POST', path: '/api/v1/sessions/live', answer: SessionAnswerSchema, body };
}

export function extendSession(id: SessionId, minutes: number): Asked<SessionAnswer> {
  return {
    method: 'POST',
    path: `/api/v1/sessions/${id}/extend`,
    answer: SessionAnswerSchema,
    body: { minutes },
  };
}

export function endSession(id: SessionId): Asked<SessionAnswer> {
  return { method: 'POST', path: `/api/v1/sessions/${id}/end`, answer: SessionAnswerSchema };
}

export function cancelSession(id: SessionId): Asked<SessionAnswer> {
  return { method: 'POST', path: `/api/v1/sessions/${id}/cancel`, answer: SessionAnswerSchema };
}

export function setMarks(id: SessionId, marks: FacultyMarks['marks']): Asked<MarksAnswer> {
  return {
    method: 'POST',
    path: `/api/v1/sessions/${id}/attendance`,
    answer: MarksAnswerSchema,
    body: { marks },
  };
}
