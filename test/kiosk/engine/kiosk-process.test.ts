import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { EpochMs } from '#domain/ids.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { CAMPUS, ENROLMENT, NOOR, OKAFOR, OKAFORS_PIN, occurrence, TOMAS } from './rig/campus.ts';
import { enrolledFolder, KioskProcess } from './rig/kiosk-process.ts';

/** A class that began a minute ago. */
function classOnNow() {
  const startsAt = (Date.now() - 60_000) as EpochMs;
  const endsAt = (startsAt + 3_600_000) as EpochMs;
  return { ...CAMPUS, occurrences: [occurrence(1, { startsAt, endsAt })] };
}

const kiosk = (data: string) => KioskProcess.start({ MUSTER_DATA: data, MUSTER_SIMULATE: '1' });

// Programs that are started and killed: slow on a busy machine, and that is no fault of theirs.
describe('the kiosk’s program', { timeout: 60_000 }, () => {
  it('opens a class by PIN, takes a card, and survives being killed in the middle', async () => {
    const data = enrolledFolder(classOnNow());
    const first = kiosk(data);
    const screen = await first.openScreen();
    const { next } = await screen.until('ready', ({ canOpen }) => canOpen);
    if (next === null) throw new Error('no class to open');
    screen.press({ type: 'start-unlock', sessionId: next.sessionId });
    screen.press({ type: 'enter-pin', personId: OKAFOR.id, pin: OKAFORS_PIN });
    await screen.until('session');
    screen.press({ type: 'simulate-card', number: NOOR.card });
    const before = await screen.until('session', ({ answer }) => answer?.name === NOOR.name);
    expect(before).toMatchObject({ answer: { kind: 'present' }, counts: { here: 1, enrolled: 2 } });

    first.signal('SIGKILL');
    await first.ended;
    const again = await kiosk(data).openScreen();
    const after = await again.until('session');
    expect(after.counts).toEqual(before.counts);
    expect(after.arrivals).toEqual(before.arrivals);
    // The bytes of kiosk and opening number stand before the step in the code.
    expect(after.code?.text.slice(0, 38)).toBe(before.code?.text.slice(0, 38));
    again.press({ type: 'simulate-card', number: TOMAS.card });
    await again.until('session', ({ counts }) => counts.here === 2);
  });

  it('measures how long people wait from touch to answer', async () => {
    const running = kiosk(enrolledFolder(classOnNow()));
    const screen = await running.openScreen();
    await screen.until('ready');
    screen.press({ type: 'simulate-card', number: OKAFOR.card });
    const { answer } = await screen.until('session', (state) => state.answer !== null);
    screen.send({ type: 'drawn', answerId: answer?.id ?? '', at: Date.now() as EpochMs });
    const stats = async () =>
      (await (await fetch(`${screen.origin}/stats`, { headers: { cookie: screen.cookie } })).json()) as {
        count: number;
        p50Ms: number;
      };
    while ((await stats()).count === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    expect((await stats()).p50Ms).toBeGreaterThanOrEqual(0);
  });

  it('shows several screens the same', async () => {
    const running = kiosk(enrolledFolder(classOnNow()));
    const one = await running.openScreen();
    const other = await running.openScreen();
    one.press({ type: 'simulate-card', number: NOOR.card });
    const [here, there] = await Promise.all([
      one.until('ready', ({ noted }) => noted === 1),
      other.until('ready', ({ noted }) => noted === 1),
    ]);
    expect(here).toEqual(there);
  });

  it('ends in good order when it is asked to', async () => {
    const running = kiosk(enrolledFolder(classOnNow()));
    await running.openScreen();
    running.signal('SIGTERM');
    expect(await running.ended).toMatchObject({ code: 0 });
  });

  it('says on its screen when another kiosk has the folder', async () => {
    const data = enrolledFolder(classOnNow());
    await (await kiosk(data).openScreen()).until('ready');
    const second = await kiosk(data).openScreen();
    expect(await second.until('out-of-order')).toMatchObject({ reason: 'already-running' });
  });

  it('asks to be enrolled, says what is wrong with a code, and goes to work with a good one', async () => {
    const hub = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += String(chunk);
      });
      request.on('end', () => {
        const good = (JSON.parse(body) as { code: string }).code === 'GOOD-CODE';
        response.statusCode = good ? 200 : 410;
        response.end(
          JSON.stringify(good ? taken : { error: { code: 'code-wrong', message: 'This code is wrong.' } }),
        );
      });
    });
    const { kiosk: number, institutionId, institution, syncUrl } = ENROLMENT;
    const key = Buffer.alloc(32, 7).toString('base64url');
    const secrets = { hubKey: key, codeSecret: key, cardKey: key, pinPepper: key };
    const taken = { kiosk: number, institutionId, institution, syncUrl, ...secrets };
    await new Promise<void>((resolve) => hub.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void hub.close());
    const hubUrl = `http://127.0.0.1:${(hub.address() as AddressInfo).port}`;

    const data = temporaryFolder();
    const screen = await KioskProcess.start({ MUSTER_DATA: data, MUSTER_HUB: hubUrl }).openScreen();
    expect(await screen.until('not-enrolled')).toMatchObject({ hubUrl, busy: false, problem: null });
    screen.press({ type: 'enrol', hubUrl, code: 'BAD-CODE' });
    await screen.until('not-enrolled', ({ problem }) => problem === 'This code is wrong.');
    screen.press({ type: 'enrol', hubUrl, code: 'GOOD-CODE' });
    expect(await screen.until('ready')).toMatchObject({ common: { institution } });
  });

  it('enrols by a code in its settings', async () => {
    const data = temporaryFolder();
    const settings = { MUSTER_DATA: data, MUSTER_HUB: 'http://127.0.0.1:9', MUSTER_ENROL_CODE: 'CODE-1' };
    const screen = await KioskProcess.start(settings).openScreen();
    const { problem } = await screen.until('not-enrolled', (state) => state.problem !== null);
    expect(problem).toContain('can’t be reached');
  });

  it('refuses bad settings with words and exit code 2', async () => {
    for (const argv of [['--kiosk-port=http'], ['--no-such-setting'], ['--readers=[{"kind":"telepathy"}]']]) {
      const { code, stderr } = await KioskProcess.start({ MUSTER_DATA: temporaryFolder() }, argv).ended;
      expect(code).toBe(2);
      expect(stderr).toContain('Usage:');
    }
  });

  it('says where a key file is that it can’t read', async () => {
    const data = enrolledFolder(classOnNow());
    await writeFile(join(data, 'kiosk', 'keys.json'), 'rubbish');
    const { code, stderr } = await kiosk(data).ended;
    expect(code).toBe(3);
    expect(stderr).toContain('keys.json');
  });
});
