import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportReport } from '#contracts/hub-api/imports.ts';
import { ImportReportSchema } from '#contracts/hub-api/imports.ts';
import { addTestCampus } from '../support/test-campus.ts';
import { Browser, signedInAdmin, signedInFaculty, startTestHub, type TestHub } from '../support/test-hub.ts';
import { asBytes, sampleFiles } from './an-import.ts';

let test: TestHub;
let admin: Browser;
beforeAll(async () => {
  test = await startTestHub();
  admin = await signedInAdmin(test.hub);
});
afterAll(async () => await test.stop());

async function send(files: ReadonlyMap<string, Uint8Array>, query = '', browser = admin) {
  const form = new FormData();
  for (const [name, bytes] of files) form.append('files', new Blob([new Uint8Array(bytes)]), name);
  const answer = await fetch(`${test.hub.url}/api/v1/import${query}`, {
    method: 'POST',
    body: form,
    headers: { cookie: browser.cookie, origin: test.hub.url },
  });
  return { status: answer.status, body: (await answer.json()) as unknown };
}

const files = asBytes(sampleFiles());
const people = async () => ((await admin.get('/api/v1/people?role=student')).body as { total: number }).total;

describe('sending files to the hub', () => {
  it('tells what would happen, and does it when asked to', async () => {
    const before = await people();
    const dry = await send(files, '?dryRun=true');
    expect([dry.status, ImportReportSchema.parse(dry.body).applied, await people()]).toEqual([
      200,
      false,
      before,
    ]);
    const real = await send(new Map([['roster.zip', zipSync(Object.fromEntries(files))]]));
    expect([real.status, ImportReportSchema.parse(real.body).applied, await people()]).toEqual([
      200,
      true,
      before + 12,
    ]);
  });

  it('answers 422 with the report when errors forbid it', async () => {
    const holidays = new TextEncoder().encode('date,name\n2027-13-01,Nothing\n');
    const { status, body } = await send(new Map([['holidays.csv', holidays]]));
    expect([status, (body as ImportReport).errors[0]?.row]).toEqual([422, 2]);
  });

  it('sees two files of one name as two', async () => {
    const form = new FormData();
    for (const day of ['2027-05-01', '2027-05-08'])
      form.append('files', new Blob([`date,name\n${day},May\n`]), 'holidays.csv');
    const answer = await fetch(`${test.hub.url}/api/v1/import`, {
      method: 'POST',
      body: form,
      headers: { cookie: admin.cookie, origin: test.hub.url },
    });
    expect(((await answer.json()) as ImportReport).errors[0]?.problem).toBe(
      'There are two files of this name.',
    );
  });

  it('is for administrators, from the hub’s own pages', async () => {
    const { mara } = addTestCampus(test.hub.parts);
    const teacher = await signedInFaculty(test.hub, mara);
    expect((await send(files, '', new Browser(test.hub))).status).toBe(401);
    expect((await send(files, '', teacher)).status).toBe(403);
    const headers = { cookie: admin.cookie, origin: 'https://elsewhere.example' };
    const foreign = await fetch(`${test.hub.url}/api/v1/import`, {
      method: 'POST',
      body: new FormData(),
      headers,
    });
    expect(foreign.status).toBe(403);
  });

  it('takes no file of more than 64 MB', async () => {
    const { status, body } = await send(new Map([['users.csv', new Uint8Array(64 * 2 ** 20 + 1)]]));
    expect([status, body]).toMatchObject([413, { error: { code: 'too-large' } }]);
  });

  it('says so when something else was sent', async () => {
    const { status, body } = await admin.post('/api/v1/import', { users: [] });
    expect([status, body]).toMatchObject([400, { error: { code: 'invalid-request' } }]);
  });
});
