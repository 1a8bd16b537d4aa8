import { expect, test } from 'vitest';
import { z } from 'zod';
import { readSettings } from '#platform/settings.ts';

const schema = z.object({
  hubPort: z.coerce.number().int().default(8080),
  tls: z.enum(['none', 'self-signed']).default('none'),
  tlsCert: z.string().optional(),
  demo: z.stringbool().default(false),
});
const read = (argv: readonly string[], env: Record<string, string> = {}) =>
  readSettings(schema, { argv, env });

test('a setting comes from the command line, else from the environment, else it is the usual one', () => {
  expect(read([])).toEqual({ ok: true, value: { hubPort: 8080, tls: 'none', demo: false } });
  expect(read([], { MUSTER_HUB_PORT: '9000' })).toMatchObject({ value: { hubPort: 9000 } });
  expect(read(['--hub-port=9001'], { MUSTER_HUB_PORT: '9000' })).toMatchObject({ value: { hubPort: 9001 } });
});

test('a flag takes its value after = or as the next word, and alone means yes', () => {
  expect(read(['--tls-cert', '/etc/cert.pem', '--tls=self-signed', '--demo'])).toEqual({
    ok: true,
    value: { hubPort: 8080, tls: 'self-signed', tlsCert: '/etc/cert.pem', demo: true },
  });
  expect(read(['--demo', '--hub-port', '1'])).toMatchObject({ value: { demo: true, hubPort: 1 } });
  expect(read(['--tls-cert=a=b'])).toMatchObject({ value: { tlsCert: 'a=b' } });
});

test('an empty variable is one that is not set', () => {
  expect(read([], { MUSTER_HUB_PORT: '' })).toMatchObject({ value: { hubPort: 8080 } });
});

test('what is wrong is told in words', () => {
  expect(read(['--tls=yes'])).toMatchObject({ ok: false, error: expect.stringContaining('tls') });
  expect(read(['--hub-prot=1'])).toEqual({ ok: false, error: 'unknown setting: --hub-prot' });
});
