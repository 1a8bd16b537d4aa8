import { describe, expect, it } from 'vitest';
import { parseReadersConfig, USUAL_READERS } from '../../../../src/kiosk/engine/devices/reader-config.ts';

describe('the settings of readers', () => {
  it('may be JSON text or a list, and name each reader by its kind and place where no id is given', () => {
    const list = [
      { kind: 'rdm6300', path: '/dev/serial/by-id/usb-1', name: 'Door' },
      { kind: 'id-20la', path: '/dev/ttyUSB1' },
      { kind: 'rdm6300', path: 'COM3', id: 'back-door', baudRate: 19_200 },
      { kind: 'rdm6300', path: 'COM4' },
      { kind: 'wedge', profile: 'hf-hex' },
      { kind: 'simulated' },
    ];
    const parsed = parseReadersConfig(JSON.stringify(list));
    expect(parsed).toEqual(parseReadersConfig(list));
    expect(parsed).toMatchObject({
      ok: true,
      value: [
        { id: 'rdm6300-1', name: 'Door', baudRate: 9_600 },
        { id: 'id-20la-1', name: 'Card reader' },
        { id: 'back-door', baudRate: 19_200 },
        { id: 'rdm6300-3' },
        { id: 'wedge-1', profile: 'hf-hex', typicalGapMs: 50, longestGapMs: 150 },
        { id: 'simulated-1' },
      ],
    });
  });

  it('are by default one reader that types the ten digits on the card', () => {
    expect(USUAL_READERS).toMatchObject([{ kind: 'wedge', id: 'wedge-1', profile: 'em-8h10d' }]);
  });

  it.each([
    ['{not json', 'expected array'],
    [[{ kind: 'rdm6300' }], '0: path'],
    [[{ kind: 'rdm-6300', path: '/dev/ttyUSB0' }], '0: kind'],
    [[{ kind: 'wedge', profile: '8H10D' }], '0: profile'],
    [[{ kind: 'simulated', id: 'Door 1' }], 'small letters'],
    [[{ kind: 'simulated', colour: 'red' }], 'colour'],
    [[{ kind: 'wedge' }, { kind: 'wedge' }], 'only one reader of kind wedge'],
    [[{ kind: 'simulated' }, { kind: 'simulated' }], 'only one simulated reader'],
    [
      [
        { kind: 'rdm6300', path: '/dev/ttyUSB0' },
        { kind: 'id-12la', path: '/dev/ttyUSB0' },
      ],
      'same path',
    ],
    [[{ kind: 'simulated', id: 'wedge-1' }, { kind: 'wedge' }], 'same id'],
  ])('that are wrong are refused with the reason: %j', (setting, reason) => {
    const parsed = parseReadersConfig(setting);
    expect(parsed.ok ? '' : parsed.error).toContain(reason);
  });
});
