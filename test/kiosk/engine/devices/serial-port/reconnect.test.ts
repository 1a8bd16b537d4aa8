import { describe, expect, it } from 'vitest';
import {
  afterLoss,
  afterRefusal,
  describeFailure,
  NO_ATTEMPTS,
  type PortFailure,
} from '../../../../../src/kiosk/engine/devices/serial-port/reconnect.ts';
import { openingFailure } from '../../../../../src/kiosk/engine/devices/serial-port/serial-connection.ts';

const PATH = '/dev/serial/by-id/usb-reader';

/** Delays until the next attempt while opening keeps failing in the same way. */
function delays(failure: PortFailure, random: number, count: number): number[] {
  let attempts = NO_ATTEMPTS;
  return Array.from({ length: count }, () => {
    const next = afterRefusal(attempts, failure, 0, random);
    attempts = next.attempts;
    return next.retryInMs;
  });
}

describe('a reader that is not there', () => {
  it('is looked for at growing intervals from a quarter of a second to five seconds, without end', () => {
    expect(delays({ kind: 'missing' }, 0.999_999, 7)).toEqual([250, 500, 1_000, 2_000, 4_000, 5_000, 5_000]);
    expect(delays({ kind: 'missing' }, 0, 5_000).every((ms) => ms >= 250 && ms <= 5_000)).toBe(true);
  });

  it('is looked for at other moments than its neighbours', () => {
    expect(delays({ kind: 'missing' }, 0.2, 6)).not.toEqual(delays({ kind: 'missing' }, 0.9, 6));
  });

  it('is shown to be missing at once', () => {
    expect(afterRefusal(NO_ATTEMPTS, { kind: 'missing' }, 0, 0).show).toBe(true);
  });
});

describe('a reader that refuses to open', () => {
  const denied: PortFailure = { kind: 'denied' };

  it('is tried again quickly for three seconds before anybody is told, because permissions come a moment after the plug', () => {
    let attempts = NO_ATTEMPTS;
    let at = 50_000;
    const shown: boolean[] = [];
    while (at <= 53_250) {
      const next = afterRefusal(attempts, denied, at, 0.5);
      attempts = next.attempts;
      shown.push(next.show);
      if (!next.show) expect(next.retryInMs).toBe(250);
      at += 250;
    }
    expect(shown.indexOf(true)).toBe(12);
  });

  it('has its three seconds anew after it was away', () => {
    const first = afterRefusal(NO_ATTEMPTS, denied, 0, 0).attempts;
    const away = afterRefusal(first, { kind: 'missing' }, 2_000, 0).attempts;
    expect(afterRefusal(away, denied, 4_000, 0).show).toBe(false);
  });
});

describe('a connection that is lost', () => {
  it('after it held for long is tried again at once', () => {
    const tired = { failures: 9, refusedSince: undefined, shaky: false };
    expect(afterLoss(tired, { kind: 'unplugged' }, 60_000, 1).retryInMs).toBe(250);
  });

  it('again and again right after opening is tried less and less often', () => {
    let attempts = NO_ATTEMPTS;
    const waits = Array.from({ length: 6 }, () => {
      const next = afterLoss(attempts, { kind: 'unplugged' }, 100, 0.999_999);
      attempts = next.attempts;
      return next.retryInMs;
    });
    expect(waits).toEqual([250, 500, 1_000, 2_000, 4_000, 5_000]);
    expect(attempts.shaky).toBe(true);
  });

  it('because nothing ever answered is not believed at its next opening, unlike one in which something did', () => {
    const silent = (answered: boolean) =>
      afterLoss(NO_ATTEMPTS, { kind: 'silent', answered }, 10_000, 0).attempts;
    expect(silent(false).shaky).toBe(true);
    expect(silent(true).shaky).toBe(false);
    expect(afterLoss(silent(false), { kind: 'silent', answered: false }, 10_000, 0.999_999).retryInMs).toBe(
      500,
    );
  });

  it('because the device never stops sending is not believed at its next opening, however long it held', () => {
    expect(afterLoss(NO_ATTEMPTS, { kind: 'flooding' }, 3_600_000, 0).attempts.shaky).toBe(true);
  });
});

describe('what is said of a failure', () => {
  it('names the port and says what to do', () => {
    expect(describeFailure({ kind: 'missing' }, PATH, false)).toContain(`no ${PATH}. Plug the reader in.`);
    expect(describeFailure({ kind: 'denied' }, PATH, false)).toContain('may not open');
    expect(describeFailure({ kind: 'in-use' }, PATH, false)).toContain('Another program');
  });

  it('says that brltty has the cable, where it is known to, and what to do where nothing answers', () => {
    const taken = describeFailure({ kind: 'missing', takenByBrltty: true }, PATH, false);
    expect(taken).toContain('brltty has taken');
    expect(describeFailure({ kind: 'silent', answered: true }, PATH, false)).toContain('Nothing answers');
    // The ledger keeps 200 characters.
    expect(taken.replace(PATH, '').length).toBeLessThan(160);
  });

  it('names brltty when a port disappears right after it came', () => {
    expect(describeFailure({ kind: 'missing' }, PATH, true)).toContain('brltty');
  });

  it.each([
    ['Error: No such file or directory, cannot open /dev/ttyUSB0', 'missing'],
    ['Opening COM3: File not found', 'missing'],
    ['Error Resource temporarily unavailable Cannot lock port', 'in-use'],
    ['Error: Device or resource busy, cannot open /dev/ttyUSB0', 'in-use'],
    ['Opening COM3: Access denied', 'in-use'],
    ['Error: Permission denied, cannot open /dev/ttyUSB1', 'denied'],
    ['Error: Inappropriate ioctl for device, cannot open /dev/null', 'failed'],
  ])('takes the library’s "%s" for %s', (message, kind) => {
    expect(openingFailure(new Error(message)).kind).toBe(kind);
  });
});
