import { randomBytes } from 'node:crypto';
import {
  type Institution,
  InstitutionSchema,
  InstitutionSettingsSchema,
  NewRoomSchema,
  NewRulesSchema,
  RoomSchema,
  RoomsSchema,
} from '#contracts/hub-api/campus.ts';
import { uuidV7 } from '#domain/ids/uuid7.ts';
import type { RoomId } from '#domain/ids.ts';
import { RulesSchema } from '#domain/rules/rules.ts';
import { ApiFailure } from '../api-failure.ts';
import type { App } from '../http/create-app.ts';
import type { HubParts } from '../hub-parts.ts';
import {
  addRoom,
  addRules,
  allRooms,
  changeInstitution,
  institutionOf,
  roomByName,
  rulesAt,
} from '../store/campus-store.ts';
import { isTimeZone } from '../timetable/is-time-zone.ts';
import { refreshOccurrences } from '../timetable/refresh-occurrences.ts';

export function addCampusRoutes(app: App, parts: HubParts): void {
  const { db, clock } = parts;
  const tags = ['campus'];
  const admin = { access: 'admin' } as const;
  const faculty = { access: 'faculty' } as const;
  const institution = (): Institution => ({ ...institutionOf(db), rules: rulesAt(db, clock.now()) });

  app.get(
    '/api/v1/institution',
    { config: faculty, schema: { tags, response: { 200: InstitutionSchema } } },
    async () => institution(),
  );

  app.put(
    '/api/v1/institution',
    {
      config: admin,
      schema: { tags, body: InstitutionSettingsSchema, response: { 200: InstitutionSchema } },
    },
    async (request) => {
      if (!isTimeZone(request.body.timeZone)) {
        throw new ApiFailure('invalid-request', 'This is no time zone. Use a name like Europe/Prague.');
      }
      changeInstitution(db, request.body);
      refreshOccurrences(db, clock.now());
      return institution();
    },
  );

  app.put(
    '/api/v1/rules',
    { config: admin, schema: { tags, body: NewRulesSchema, response: { 200: RulesSchema } } },
    async (request) => addRules(db, request.body, clock.now()),
  );

  app.get(
    '/api/v1/rooms',
    { config: faculty, schema: { tags, response: { 200: RoomsSchema } } },
    async () => ({ rooms: [...allRooms(db)] }),
  );

  app.post(
    '/api/v1/rooms',
    { config: admin, schema: { tags, body: NewRoomSchema, response: { 200: RoomSchema } } },
    async (request) => {
      const { name } = request.body;
      if (roomByName(db, name) !== undefined)
        throw new ApiFailure('already-exists', 'There is a room of this name.');
      const room = { id: uuidV7(clock.now(), randomBytes(10)) as RoomId, name };
      addRoom(db, room);
      return room;
    },
  );
}
