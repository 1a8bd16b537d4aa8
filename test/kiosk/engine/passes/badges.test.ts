import { expect, test } from 'vitest';
import type { DirectoryDocument } from '#contracts/sync/documents.ts';
import { badgeText, readBadge } from '#domain/badge/badge.ts';
import { canonicalJson } from '#domain/canonical-json.ts';
import { credentialTag } from '#domain/credential/credential-tag.ts';
import type { EpochMs, PersonId } from '#domain/ids.ts';
import { documentHash, manifestOf } from '#domain/sync/manifest.ts';
import { ReadersConfigSchema } from '../../../../src/kiosk/engine/devices/reader-config.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { at, bundleOf, CAMPUS, ENROLMENT, NOOR, OKAFOR } from '../rig/campus.ts';
import { KioskRig } from '../rig/kiosk-rig.ts';

const KEY = { cardKey: ENROLMENT.cardKey, tenant: ENROLMENT.institutionId };
const NOORS = badgeText(new Uint8Array(10).fill(1), KEY);
const OKAFORS = badgeText(new Uint8Array(10).fill(2), KEY);
const WITHDRAWN = badgeText(new Uint8Array(10).fill(3), KEY);

function cardOf(text: string, personId: PersonId) {
  const card = readBadge(text, KEY);
  if (card === undefined) throw new Error('no badge');
  return { tag: credentialTag(KEY.cardKey, card), personId, from: 0 as EpochMs, to: null };
}

/** A kiosk with a camera, doors open, of an institution that uses badges or doesn't. */
async function kiosk(badges: boolean): Promise<KioskRig> {
  const readers = ReadersConfigSchema.parse([{ kind: 'camera', id: 'eye' }]);
  const rig = await KioskRig.start(at('8:58'), CAMPUS, temporaryFolder(), readers);
  const { manifest, texts } = bundleOf(CAMPUS, 2);
  const place = JSON.parse(texts.get('place') ?? '') as DirectoryDocument;
  const cards = [cardOf(NOORS, NOOR.id), cardOf(OKAFORS, OKAFOR.id)];
  const changed = new Map([
    ['place', canonicalJson(badges ? { ...place, badges: true } : place)],
    ['credentials:badges', canonicalJson({ kind: 'credentials', cards })],
  ]);
  const others = manifest.documents.filter(([id]) => !changed.has(id));
  const documents = [...others, ...[...changed].map(([id, text]) => [id, documentHash(text)] as const)];
  const { directory, onDirectory } = rig.syncParts;
  const applied = directory.applyDocuments(manifestOf(2, documents), new Map([...texts, ...changed]));
  if (!applied.ok) throw new Error(applied.error.kind);
  onDirectory();
  return rig;
}

const show = (rig: KioskRig, text: string) => rig.press({ type: 'camera-code', text });

test('a badge records whose it is, once a showing, and says that it was a badge', async () => {
  const rig = await kiosk(true);
  await show(rig, NOORS);
  await rig.wait(2_000);
  await show(rig, NOORS);
  expect(rig.bodies('presentation')).toMatchObject([
    { method: 'badge', reader: 'eye', personId: NOOR.id, tag: cardOf(NOORS, NOOR.id).tag, answer: 'noted' },
  ]);
  expect(rig.screen('ready').answer).toMatchObject({ kind: 'noted', name: NOOR.name, method: 'badge' });
});

test('a badge opens no class, whoever it belongs to', async () => {
  const rig = await kiosk(true);
  await show(rig, OKAFORS);
  expect(rig.state().name).toBe('ready');
  expect(rig.bodies('opening-started')).toEqual([]);
  expect(rig.bodies('unlock-attempted')).toEqual([]);
});

test('a badge that was withdrawn is kept as what it is: nobody’s', async () => {
  const rig = await kiosk(true);
  await show(rig, WITHDRAWN);
  expect(rig.bodies('presentation')).toMatchObject([{ personId: null, answer: 'unknown-card' }]);
});

test('badges are no more than any other code where the institution doesn’t use them', async () => {
  const rig = await kiosk(false);
  const before = rig.ledger().length;
  await show(rig, NOORS);
  expect(rig.ledger()).toHaveLength(before);
});
