import { expect, test } from 'vitest';
import { MISSING, MISSING_OF_SESSIONS } from '../../src/hub/server/directory/missing-in-feed.ts';
import { openTestAssembly } from './support/test-assembly.ts';

// SQLite once began at the wrong end of this question: every opening at every kiosk read all events there ever were, and a
// campus that came back after a power cut never got to the end of its backlog.
test.each([
  ['all its sessions', MISSING],
  ['some of its sessions', MISSING_OF_SESSIONS],
])('what a kiosk’s feed lacks of %s is found without reading the events of everybody else', (_, sql) => {
  const { parts } = openTestAssembly();
  const given = { kiosk: 1, epoch: '0011223344556677', from: 0, to: 1, sessions: '[]' };
  const plan = parts.db.sqlite.prepare(`explain query plan ${sql}`).all(given) as {
    readonly detail: string;
  }[];
  const details = plan.map(({ detail }) => detail);
  expect(details).toContainEqual(expect.stringMatching(/^SEARCH e USING INDEX events_by_session/));
  // What is scanned is only what was found before.
  expect(details.filter((one) => one.startsWith('SCAN') && !/^SCAN (own|w|json_each)\b/.test(one))).toEqual(
    [],
  );
});
