import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import websocket from '@fastify/websocket';
import Fastify from 'fastify';
import { z } from 'zod';
import type { EpochMs, InstitutionId } from '#domain/ids.ts';
import type { Generation, HubRun } from '#domain/sync/frames.ts';
import { MAX_MESSAGE_BYTES } from '#domain/sync/limits.ts';
import { documentHash, manifestOf } from '#domain/sync/manifest.ts';
import { createLog } from '#platform/log.ts';
import { migrate } from '#platform/migrate.ts';
import { migrationsFolder } from '#platform/migrations-folder.ts';
import { openDatabase } from '#platform/sqlite.ts';
import { EventStore } from '../../../src/hub/server/sync/event-store.ts';
import type { StorePushes } from '../../../src/hub/server/sync/ingest-queue.ts';
import { registerSync } from '../../../src/hub/server/sync/register-sync.ts';
import { isSignedByKey } from '../../../src/hub/server/sync/signatures.ts';

// A hub with nothing but its sync, as a process of its own that may die at the worst moment.

const Settings = z.object({
  path: z.string(),
  port: z.int(),
  institutionId: z.string(),
  /** PKCS #8 and raw, base64url. */
  hubKey: z.string(),
  kioskKey: z.string(),
  documents: z.array(z.tuple([z.string(), z.string()])),
  /** Dies at that push: before its commit, or after it and before the answer. 0: lives. */
  dieAtPush: z.int(),
  dieAfterCommit: z.boolean(),
});
export type BareHubSettings = z.infer<typeof Settings>;

const settings = Settings.parse(JSON.parse(process.argv[2] ?? ''));
const institutionId = settings.institutionId as InstitutionId;

const opened = openDatabase(settings.path);
if (!opened.ok) throw new Error(opened.error.text);
const migrated = migrate(opened.value, migrationsFolder(import.meta.dirname, 'hub'));
if (!migrated.ok) throw new Error(migrated.error.text);

const now = () => Date.now() as EpochMs;
const store = new EventStore({
  sqlite: opened.value,
  institutionId,
  now,
  isSignedBy: isSignedByKey,
  project: () => undefined,
  onStored: () => undefined,
  onAlarm: (alarm) => {
    throw new Error(`alarm: ${alarm.kind}`);
  },
});

let pushes = 0;
const storing: StorePushes = async (received) => {
  pushes += 1;
  if (pushes === settings.dieAtPush && !settings.dieAfterCommit) process.kill(process.pid, 'SIGKILL');
  const outcomes = store.ingest(received);
  if (pushes === settings.dieAtPush) process.kill(process.pid, 'SIGKILL');
  return outcomes;
};

const manifest = manifestOf(
  1,
  settings.documents.map(([id, text]) => [id, documentHash(text)] as const),
);
const texts = new Map(settings.documents);
const privateKey = createPrivateKey({
  key: Buffer.from(settings.hubKey, 'base64url'),
  type: 'pkcs8',
  format: 'der',
});
const { x: publicKey = '' } = createPublicKey(privateKey).export({ format: 'jwk' });

const app = Fastify({ forceCloseConnections: true });
await app.register(websocket, { options: { maxPayload: MAX_MESSAGE_BYTES } });
registerSync(app, {
  events: store,
  store: storing,
  directory: {
    kioskStanding: () => ({ publicKey: Buffer.from(settings.kioskKey, 'base64url'), revoked: false }),
    generation: () => '0123456789abcdef' as Generation,
    run: () => '00000000000000aa' as HubRun,
    endOfRun: () => 0,
    noteRestored: () => {
      throw new Error('nothing was put back');
    },
    manifestFor: () => manifest,
    document: (_kiosk, id) => texts.get(id),
    feedHead: () => 0,
    feedAfter: (_kiosk, position) => ({ events: [], position }),
    noteContact: () => undefined,
  },
  institutionId,
  hubKey: { publicKey, sign: (message) => sign(null, message, privateKey) },
  sealing: new Uint8Array(32),
  now,
  log: createLog({ level: 'error' }),
});
await app.listen({ host: '127.0.0.1', port: settings.port });
process.send?.('listening');
process.on('disconnect', () => process.exit(0));
