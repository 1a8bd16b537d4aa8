import { expect, test } from 'vitest';
import { describeLink } from '../../../../src/kiosk/engine/sync/describe-link.ts';
import { TestKiosk } from '../../../domain/sync/a-kiosk.ts';

test('a kiosk says in a word how it stands with its hub, and why', () => {
  const kiosk = new TestKiosk();
  const words = () => describeLink(kiosk.state);
  expect(words()).toEqual({ state: 'offline', detail: null });
  kiosk.take({ kind: 'start' });
  expect(words()).toEqual({ state: 'connecting', detail: null });
  kiosk.take({ kind: 'closed', connection: 1, why: 'connection refused' });
  expect(words()).toEqual({ state: 'offline', detail: 'connection refused' });
  kiosk.tick(1_000);
  expect(words()).toEqual({ state: 'offline', detail: 'connection refused' });
  kiosk.connect(kiosk.point(1));
  expect(words()).toEqual({ state: 'online', detail: null });
  kiosk.hears({ type: 'refuse', reason: 'revoked', text: 'Ask the IT office.' });
  expect(words()).toEqual({ state: 'refused', detail: 'Ask the IT office.' });
});
