import { expect, test } from 'vitest';
import { createLog, type LogLevel } from '#platform/log.ts';

function logged(level: LogLevel) {
  const lines: Record<string, unknown>[] = [];
  return { lines, log: createLog({ level, write: (line) => lines.push(JSON.parse(line)) }) };
}

test('one line says what happened, when, and to which things', () => {
  const { lines, log } = logged('info');
  log.info('punch recorded', { personId: 'p1', seq: 4 });
  expect(lines).toEqual([
    {
      level: 'info',
      time: expect.stringMatching(/^\d{4}-.*Z$/),
      personId: 'p1',
      seq: 4,
      msg: 'punch recorded',
    },
  ]);
});

test('what is below the level is not written', () => {
  const { lines, log } = logged('warn');
  log.debug('a');
  log.info('b');
  log.warn('c');
  log.error('d');
  expect(lines.map(({ msg }) => msg)).toEqual(['c', 'd']);
});

test('a child writes its own fields in every line', () => {
  const { lines, log } = logged('debug');
  log.child({ kiosk: 7 }).debug('link opened', { attempt: 2 });
  expect(lines[0]).toMatchObject({ kiosk: 7, attempt: 2, msg: 'link opened' });
});

test('an error is written with its message and stack', () => {
  const { lines, log } = logged('error');
  log.error('engine stopped', { error: new Error('out of order') });
  expect(lines[0]?.['error']).toMatchObject({
    message: 'out of order',
    stack: expect.stringContaining('log.test'),
  });
});
