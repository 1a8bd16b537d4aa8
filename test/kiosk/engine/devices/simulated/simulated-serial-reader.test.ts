import { afterEach, describe, expect, it, vi } from 'vitest';
import { SYSTEM_DEVICE_DEPS } from '../../../../../src/kiosk/engine/devices/device-deps.ts';
import { makeReader } from '../../../../../src/kiosk/engine/devices/make-reader.ts';
import { readerConfig } from '../../../../../src/kiosk/engine/devices/reader-config.ts';
import type { SimulatedAs } from '../../../../../src/kiosk/engine/devices/simulated/simulated-settings.ts';
import { isSimulator, type Simulator } from '../../../../../src/kiosk/engine/devices/simulated/simulator.ts';
import { HAS_SOCAT } from '../support/has-socat.ts';
import { Heard } from '../support/heard.ts';
import { until } from '../support/until.ts';

describe('a simulated reader on a serial port', () => {
  const simulators: Simulator[] = [];
  afterEach(async () => {
    vi.unstubAllEnvs();
    await Promise.all(simulators.splice(0).map((simulator) => simulator.stop()));
  });

  function start(as: SimulatedAs) {
    const settings = { kind: 'simulated', id: 'simulated-1', name: 'Simulator', as } as const;
    const simulator = makeReader(readerConfig(settings), SYSTEM_DEVICE_DEPS);
    if (!isSimulator(simulator)) throw new Error('it can’t be tapped');
    simulators.push(simulator);
    const heard = new Heard();
    simulator.start(heard);
    return { heard, simulator };
  }

  it.skipIf(!HAS_SOCAT).each([
    ['rdm6300', '0000472288', 'em:000734E0'],
    ['id-20la', '0000472288', 'em:000734E0'],
    ['pn532', 'hf:04416D412B0289', 'hf:04416D412B0289'],
    ['twn4', '0000472288', 'em:000734E0'],
  ] as const)('has cards tapped at the screen come as the frames of an %s', async (as, number, card) => {
    const { heard, simulator } = start(as);
    await until(() => heard.state === 'ready', 'it is ready');
    expect(simulator.tap(number)).toEqual({ ok: true, value: undefined });
    await until(() => heard.reads.length > 0, 'the card is read');
    expect(heard.reads[0]).toMatchObject({ reader: 'simulated-1', card, stay: 'simulated-1/1' });
    expect(simulator.counts().stays).toBe(1);
    expect(simulator.tap('Anna')).toMatchObject({
      ok: false,
      error: expect.stringContaining('no card number'),
    });
  });

  it.skipIf(!HAS_SOCAT)('is unplugged and plugged in again as a real one is', async () => {
    const { heard, simulator } = start('twn4');
    await until(() => heard.state === 'ready', 'it is ready');
    simulator.unplug();
    expect(simulator.tap('0000472288')).toEqual({ ok: false, error: 'The simulated reader is unplugged.' });
    await until(() => heard.state === 'absent', 'its port is gone');
    simulator.replug();
    await until(() => heard.state === 'ready', 'it is back');
    simulator.tap('0000472288');
    await until(() => heard.reads.length === 1, 'the card is read');
  });

  it('is absent where the program is missing that makes its port, and says which', async () => {
    vi.stubEnv('PATH', '/nowhere');
    const { heard, simulator } = start('rdm6300');
    await until(() => heard.state === 'absent', 'it says so');
    expect(heard.detail).toContain('socat');
    expect(simulator.tap('0000472288').ok).toBe(false);
  });

  it('may be stopped while it is being started', async () => {
    const { heard, simulator } = start('pn532');
    await simulator.stop();
    expect(heard.states).toEqual([]);
  });
});
