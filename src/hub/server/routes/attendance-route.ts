import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { PlaceSchema, StudentCheckInSchema } from '#contracts/hub-api/check-in.ts';
import { CheckInAnswerSchema } from '#contracts/hub-api/check-in-answer.ts';
import { FacultyMarksSchema, MarksAnswerSchema } from '#contracts/hub-api/sessions.ts';
import { SessionIdSchema } from '#domain/ids.ts';
import { ApiFailure } from '../api-failure.ts';
import { signedInUser } from '../auth/web-session.ts';
import type { CheckIn } from '../check-in/register-check-in.ts';
import type { App } from '../http/create-app.ts';
import type { HubParts } from '../hub-parts.ts';
import { registerLines } from '../sessions/register-view.ts';
import { sessionFor, setMarks } from '../sessions/run-session.ts';
import { statsOf } from '../sessions/session-view.ts';
import type { UserRow } from '../store/user-store.ts';

const params = z.strictObject({ place: PlaceSchema });

/**
 * One address for both ways of being recorded. A student's body proves by its own signature who sent it, so the route is
 * open; marks by hand need a signed-in teacher of the class.
 */
export function addAttendanceRoute(app: App, parts: HubParts, checkIn: CheckIn): void {
  const schema = {
    tags: ['sessions'],
    params,
    body: z.union([FacultyMarksSchema, StudentCheckInSchema]),
    response: { 200: z.union([MarksAnswerSchema, CheckInAnswerSchema]) },
  };
  app.post(
    '/api/v1/sessions/:place/attendance',
    { config: { access: 'open' }, schema },
    async (request, reply) => {
      const { body } = request;
      const { place } = request.params;
      if (!('marks' in body)) return await checkIn.handleAttendance(request, reply, place, body);
      const session = SessionIdSchema.safeParse(place);
      if (!session.success) throw new ApiFailure('session-not-found');
      const user = signedInTeacher(parts, request);
      const marked = setMarks(parts, user, session.data, body);
      const { register } = sessionFor(parts, user, session.data);
      const marks = register.marks.filter(({ personId }) => marked.has(personId));
      return { lines: registerLines(parts, register, marks), stats: statsOf(parts, register) };
    },
  );
}

function signedInTeacher({ db, clock }: HubParts, request: FastifyRequest): UserRow {
  request.user = signedInUser(db, request, clock.now()) ?? null;
  if (request.user === null) throw new ApiFailure('not-signed-in');
  return request.user;
}
