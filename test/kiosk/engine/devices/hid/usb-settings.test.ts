import { describe, expect, it } from 'vitest';
import { parseReadersConfig } from '../../../../../src/kiosk/engine/devices/reader-config.ts';

describe('the settings of readers on USB', () => {
  it('need no more than the kind where all of a kind have one id', () => {
    const parsed = parseReadersConfig([
      { kind: 'pcprox' },
      { kind: 'pcsc' },
      { kind: 'hid-keyboard', usb: '16C0:27DB' },
      { kind: 'magtek', track2: '600123NNNNNNNN' },
    ]);
    expect(parsed).toMatchObject({
      ok: true,
      value: [
        { id: 'pcprox-1', usb: '0c27:3bfa' },
        { id: 'pcsc-1' },
        { id: 'hid-keyboard-1', usb: '16c0:27db', profile: 'em-8h10d', longestGapMs: 150 },
        { id: 'magtek-1', usb: '0801:0002', track2: '600123NNNNNNNN' },
      ],
    });
  });

  it('may name two of a kind by serial number, by socket or by a part of the name', () => {
    const parsed = parseReadersConfig([
      { kind: 'pcprox', serialNumber: '1' },
      { kind: 'pcprox', serialNumber: '2' },
      { kind: 'hid-keyboard', usb: '16c0:27db', path: '/dev/muster/hid-a' },
      { kind: 'hid-keyboard', usb: '16c0:27db', path: '/dev/muster/hid-b' },
      { kind: 'pcsc', reader: 'ACR122U' },
      { kind: 'pcsc', reader: 'OMNIKEY' },
    ]);
    expect(parsed.ok ? '' : parsed.error).toBe('');
  });

  it.each([
    [[{ kind: 'hid-keyboard' }], '0: usb'],
    [[{ kind: 'hid-keyboard', usb: '16c0' }], 'as lsusb shows them'],
    [[{ kind: 'magtek' }], '0: track2'],
    [[{ kind: 'magtek', track2: '4111NNNNNNNNNNNN' }], 'is that of payment cards'],
    [[{ kind: 'pcprox' }, { kind: 'pcprox' }], 'are the same USB device'],
    [[{ kind: 'pcsc' }, { kind: 'pcsc', reader: 'ACR' }], 'two readers of kind pcsc'],
    [
      [
        { kind: 'pcprox', path: '/dev/muster/hid-a' },
        { kind: 'magtek', track2: 'NNNNNNNN', path: '/dev/muster/hid-a' },
      ],
      'same path',
    ],
  ])('that are wrong are refused with the reason: %j', (setting, reason) => {
    const parsed = parseReadersConfig(setting);
    expect(parsed.ok ? '' : parsed.error).toContain(reason);
  });
});
