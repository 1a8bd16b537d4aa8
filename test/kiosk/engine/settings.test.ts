import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { KIOSK_TIMINGS } from '#domain/sync/timings.ts';
import { readEngineSettings } from '../../../src/kiosk/engine/settings.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

function settingsFrom(env: Record<string, string>, argv: string[] = [], files: Record<string, unknown> = {}) {
  const data = temporaryFolder();
  mkdirSync(join(data, 'kiosk'));
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(data, 'kiosk', name), JSON.stringify(content));
  }
  const read = readEngineSettings({ env: { MUSTER_DATA: data, ...env }, argv });
  return read.ok ? { ok: true as const, ...read.value } : { ok: false as const, words: read.error };
}

describe('the settings of a kiosk', () => {
  it('are enough without any: one reader that types, and no simulator', () => {
    expect(settingsFrom({})).toMatchObject({
      ok: true,
      kioskPort: 8090,
      screen: 'browser',
      readers: [{ kind: 'wedge' }],
      simulator: null,
    });
  });

  it('take readers from the environment before those of kiosk.json', () => {
    const file = {
      'kiosk.json': { readers: [{ kind: 'rdm6300', path: '/dev/serial/by-id/door', name: 'Door' }] },
    };
    expect(settingsFrom({}, [], file)).toMatchObject({ readers: [{ kind: 'rdm6300', name: 'Door' }] });
    const env = { MUSTER_READERS: '[{"kind":"wedge","name":"Desk"}]' };
    expect(settingsFrom(env, [], file)).toMatchObject({ readers: [{ kind: 'wedge', name: 'Desk' }] });
  });

  it('are usual ones where kiosk.json says nothing of readers', () => {
    const usual = { readers: [{ kind: 'wedge' }], readersAreGiven: false };
    expect(settingsFrom({}, [], { 'kiosk.json': {} })).toMatchObject(usual);
    // An empty list is a list: this kiosk has none, and the panel must not give it one.
    const none = { readers: [], readersAreGiven: true };
    expect(settingsFrom({}, [], { 'kiosk.json': { readers: [] } })).toMatchObject(none);
  });

  it('add a simulated reader and its panel, from the starter or from a file', () => {
    const facts = { cards: [{ label: 'Noor', number: '101' }], pins: [] };
    const env = { MUSTER_SIMULATE: '1', MUSTER_SIMULATOR_FACTS: JSON.stringify(facts) };
    expect(settingsFrom(env)).toMatchObject({
      readers: [{ kind: 'wedge' }, { kind: 'simulated' }],
      simulator: facts,
    });
    expect(settingsFrom({}, ['--simulate'], { 'simulator.json': facts })).toMatchObject({ simulator: facts });
    expect(settingsFrom({ MUSTER_SIMULATE: '1' })).toMatchObject({ simulator: { cards: [], pins: [] } });
  });

  it('may change some timings of the link and leave the others as they are', () => {
    const env = { MUSTER_SYNC_TIMINGS: '{"backOff":{"firstMs":100,"capMs":1000}}' };
    expect(settingsFrom(env)).toMatchObject({
      syncTimings: { ...KIOSK_TIMINGS, backOff: { firstMs: 100, capMs: 1_000 } },
    });
    expect(settingsFrom({ MUSTER_SYNC_TIMINGS: '{"backoff":1}' })).toMatchObject({ ok: false });
  });

  it('that are wrong say in words what is', () => {
    for (const [env, word] of [
      [{ MUSTER_KIOSK_PORT: '99999' }, 'kioskPort'],
      [{ MUSTER_HUB: 'not an address' }, 'hub'],
      [{ MUSTER_READERS: '[{"kind":"rdm6300"}]' }, 'path'],
      [{ MUSTER_READERS: 'rdm6300' }, 'readers'],
      [{ MUSTER_SIMULATE: '1', MUSTER_SIMULATOR_FACTS: '{' }, 'JSON'],
    ] as const) {
      const read = settingsFrom(env);
      expect(read.ok === false && read.words).toContain(word);
    }
  });
});
