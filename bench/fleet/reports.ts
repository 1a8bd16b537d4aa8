import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inBenchFolder } from '../bench-folder.ts';
import type { BenchResult, Figure } from '../figure.ts';
import { quantile } from '../quantile.ts';
import { furnishHub } from './big-campus.ts';
import { addPast, SECTION_WITH_A_PAST } from './big-past.ts';
import type { HubUnderTest } from './hub-under-test.ts';
import { type Ran, runLoad } from './run-load.ts';

const ROOMS = 200;
const EVENTS = 1_000_000;
const SECONDS = 10;

/** A report over much history, again and again, while kiosks are at work: made in the hub's own thread, and in one for reading. */
export async function reportsStage(tell: (stage: string, text: string) => void): Promise<BenchResult> {
  return await inBenchFolder(async (folder) => {
    const data = join(folder, 'data');
    const campus = join(folder, 'campus.json');
    tell('reports', `writing ${EVENTS.toLocaleString('en')} events of the past`);
    writeFileSync(campus, JSON.stringify(furnishHub(data, ROOMS)));
    addPast(data, EVENTS);
    const load = { campus, steadyKiosks: ROOMS, touchEveryMs: 1_000, backlogKiosks: 0, backlog: 0 };
    const figures: Figure[] = [];
    for (const threads of [0, 1]) {
      tell('reports', threads === 0 ? 'made by the hub’s own thread' : 'made by a thread for reading');
      const times: number[] = [];
      const ran = await runLoad(
        { ...load, seconds: SECONDS },
        {
          ...{ data, progress: () => undefined, profileTo: undefined },
          settings: [`--read-threads=${threads}`],
          meanwhile: async (hub) => times.push(...(await askAgainAndAgain(hub))),
        },
      );
      figures.push(...figuresOf(threads === 0 ? 'own thread' : 'thread for reading', ran, times));
    }
    return {
      name: 'reports',
      title: 'Reports while kiosks are at work',
      how: `The standings of a section whose ${SECTION_WITH_A_PAST.meetings} meetings have ${SECTION_WITH_A_PAST.touches} touches each, in a database of ${EVENTS.toLocaleString('en')} events, one request after the other for ${SECONDS} s, while ${ROOMS} kiosks have a touch a second.`,
      figures,
    };
  });
}

function figuresOf(where: string, { load, hub }: Ran, times: readonly number[]): readonly Figure[] {
  const unit = 'ms';
  return [
    { what: `${where}: a report takes, p50`, value: quantile(times, 0.5), unit },
    { what: `${where}: a touch confirmed, p99`, value: load.p99Ms ?? Number.NaN, unit },
    { what: `${where}: the hub’s loop, late by, p99`, value: hub.loop.p99, unit },
    { what: `${where}: the hub’s loop, late by, worst`, value: hub.loop.max, unit },
    { what: `${where}: the hub’s memory`, value: hub.residentMb, unit: 'MB' },
  ];
}

/** As somebody at the console who presses the same button as soon as the page is there. */
async function askAgainAndAgain(hub: HubUnderTest): Promise<readonly number[]> {
  const url = `http://127.0.0.1:${hub.port}`;
  const cookie = await signIn(url);
  const until = performance.now() + (SECONDS - 1) * 1_000;
  const times: number[] = [];
  while (performance.now() < until) {
    const begun = performance.now();
    const answer = await fetch(`${url}/api/v1/sections/${SECTION_WITH_A_PAST.id}`, { headers: { cookie } });
    await answer.text();
    if (!answer.ok) throw new Error(`the report was refused: ${answer.status}`);
    times.push(performance.now() - begun);
    await sleep(50);
  }
  return times;
}

async function signIn(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/v1/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ username: 'admin', password: 'correct horse battery' }),
  });
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0];
  if (cookie === undefined) throw new Error(`nobody could sign in: ${answer.status}`);
  return cookie;
}
