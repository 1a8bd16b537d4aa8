import { describe, expect, test } from 'vitest';
import { keepSettings, readSettings } from '../../../../src/kiosk/screen/settings/screen-settings.ts';

/** A browser's storage, in memory. */
function storage(first: Readonly<Record<string, string>> = {}): Storage {
  const items = new Map(Object.entries(first));
  return {
    get length() {
      return items.size;
    },
    clear: () => items.clear(),
    getItem: (key) => items.get(key) ?? null,
    key: (index) => [...items.keys()][index] ?? null,
    removeItem: (key) => void items.delete(key),
    setItem: (key, value) => void items.set(key, value),
  };
}

const read = (kept: Storage, query = '', languages: readonly string[] = ['en-US']) =>
  readSettings({ storage: kept, query: new URLSearchParams(query), languages });

describe('the settings of a screen', () => {
  test('begin with the machine’s own theme and language, and sound on', () => {
    expect(read(storage())).toEqual({ theme: 'system', language: 'en', muted: false, volume: 0.6 });
    expect(read(storage(), '', ['fr-FR', 'de-AT', 'en']).language).toBe('de');
    expect(read(storage(), '', ['fr-FR']).language).toBe('en');
  });

  test('are kept, and the address wins over what was kept', () => {
    const kept = storage();
    keepSettings(kept, { theme: 'dark', language: 'de', muted: true, volume: 0.2 });
    expect(read(kept)).toEqual({ theme: 'dark', language: 'de', muted: true, volume: 0.2 });
    expect(read(kept, '?theme=light&lang=en')).toMatchObject({ theme: 'light', language: 'en', muted: true });
    expect(read(kept, '?theme=pink&lang=xx')).toMatchObject({ theme: 'dark', language: 'de' });
  });

  test.each(['{', '7', '{"theme":"pink"}', '{"volume":2}'])(
    'are as at first where what was kept is broken: %s',
    (text) => {
      expect(read(storage({ 'muster.screen.settings': text }))).toMatchObject({
        theme: 'system',
        volume: 0.6,
      });
    },
  );
});
