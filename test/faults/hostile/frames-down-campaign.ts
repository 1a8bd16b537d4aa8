import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { DownSchema } from '#contracts/sync/down.ts';
import type { DownFrame } from '#domain/sync/frames.ts';
import type { Campaign } from '../campaign.ts';
import type { Random } from '../sim/random.ts';
import { HostileHub } from './support/hostile-hub.ts';
import { KioskOnLine } from './support/kiosk-on-line.ts';
import { playCases, type Stage } from './support/play-cases.ts';
import { spoiledText, spoiledValue } from './support/spoil.ts';
import { valueOfSchema } from './support/value-of-schema.ts';

/** A man in the middle of a line without TLS: what the hub says is spoiled, replayed, held back and made up on its way to the kiosk. */
export const framesDownCampaign: Campaign = {
  name: 'hostile-frames-down',
  title: 'Hostile messages to the kiosk',
  unit: 'messages',
  perTest: 3_000,
  atGate: 30_000,
  chunk: 5_000,
  run: (from, count) => playCases({ name: 'hostile-frames-down', group: 500, open: openStage }, from, count),
};

function openStage(): Stage {
  const hub = new HostileHub();
  const folder = mkdtempSync(join(tmpdir(), 'muster-hostile-'));
  const kiosk = new KioskOnLine(hub, folder);
  kiosk.start();
  const old: string[] = [];
  return {
    async play(random) {
      await kiosk.bringLive();
      let touched = false;
      kiosk.onWay = (text) => {
        if (old.length < 200) old.push(text);
        if (touched) return [text];
        touched = true;
        return onItsWay(text, old, random);
      };
      if (random.chance(0.4)) kiosk.hear(madeUp(kiosk, random));
      if (random.chance(0.3)) kiosk.record();
      kiosk.pass(random.oneOf([1, 100, 5_000]));
      await setImmediate();
      kiosk.expectSound();
      hub.expectNoErrors();
    },
    async end() {
      kiosk.onWay = (text) => [text];
      kiosk.record();
      for (let round = 0; round < 40 && !kiosk.isSynced; round++) {
        await kiosk.bringLive();
        kiosk.pass(5_000);
        await hub.settle(() => kiosk.isSynced);
      }
      kiosk.expectAllAtHub();
    },
    async close() {
      kiosk.close();
      await hub.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function onItsWay(text: string, old: readonly string[], random: Random): readonly string[] {
  switch (random.whole(0, 6)) {
    case 0:
      return [];
    case 1:
      return [text, text];
    case 2:
      return [random.oneOf(old), text];
    case 3:
      return [JSON.stringify(spoiledValue(JSON.parse(text), random)) ?? 'undefined'];
    case 4:
      return [spoiledText(text, random)];
    default:
      return [text];
  }
}

/** By the book in its form, and in part in what it says. */
function madeUp(kiosk: KioskOnLine, random: Random): string {
  const made = valueOfSchema(DownSchema, random) as DownFrame;
  const { ledger } = kiosk;
  if (random.chance(0.5) && 'epoch' in made) {
    const seq = random.whole(0, ledger.head().seq + 1);
    const hash = ledger.hashAt(seq) ?? ledger.head().hash;
    const epoch = ledger.epoch();
    return JSON.stringify(
      'head' in made ? { ...made, epoch, head: { seq, hash } } : { ...made, epoch, seq, hash },
    );
  }
  if (random.chance(0.5) && 'generation' in made) {
    return JSON.stringify({ ...made, ...ledger.feedCursor(), after: ledger.feedCursor().position });
  }
  return JSON.stringify(made);
}
