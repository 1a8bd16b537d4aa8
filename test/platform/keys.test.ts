import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { KeyStore, type KeyStoreOptions } from '#platform/keys.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

function storeAt(options: KeyStoreOptions): KeyStore {
  const opened = KeyStore.open(options);
  if (!opened.ok) throw new Error(opened.error.text);
  return opened.value;
}

describe('a key store', () => {
  it('gives back after a restart what was put in', () => {
    const path = join(temporaryFolder(), 'keys.json');
    const store = storeAt({ path });
    expect(store.get('card-key')).toBeUndefined();
    store.put('card-key', bytes('secret'));
    store.putAll({ 'pin-pepper': bytes('pepper'), 'code-secret': bytes('code') });
    store.delete('code-secret');
    const later = storeAt({ path });
    expect(later.get('card-key')).toEqual(bytes('secret'));
    expect(later.get('pin-pepper')).toEqual(bytes('pepper'));
    expect(later.get('code-secret')).toBeUndefined();
  });

  it.skipIf(process.platform === 'win32')('is a file that only its user may read', () => {
    const path = join(temporaryFolder(), 'keys.json');
    storeAt({ path }).put('a', bytes('b'));
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('keeps its own copy of the bytes', () => {
    const store = storeAt({ path: join(temporaryFolder(), 'keys.json') });
    const mine = bytes('secret');
    store.put('a', mine);
    mine.fill(0);
    expect(store.get('a')).toEqual(bytes('secret'));
  });

  it('that is damaged is a problem with a name, and is left as it is', () => {
    const path = join(temporaryFolder(), 'keys.json');
    for (const content of [
      '{"kind":"plain","keys":{"a":',
      '[]',
      '{"kind":"plain","keys":{"a":"not base64url!"}}',
    ]) {
      writeFileSync(path, content);
      expect(KeyStore.open({ path })).toMatchObject({ ok: false, error: { kind: 'unreadable', path } });
      expect(readFileSync(path, 'utf8')).toBe(content);
    }
  });
});

describe('a key store with a wrapping key', () => {
  const wrappingKey = new Uint8Array(32).fill(9);

  it('shows nothing of its keys to who reads the file', () => {
    const path = join(temporaryFolder(), 'keys.json');
    const store = storeAt({ path, wrappingKey });
    store.put('card-key', bytes('a secret of some length'));
    const file = readFileSync(path, 'utf8');
    expect(file).not.toContain('card-key');
    expect(file).not.toContain(Buffer.from('a secret of some length').toString('base64url'));
    expect(storeAt({ path, wrappingKey }).get('card-key')).toEqual(bytes('a secret of some length'));
    expect(store.isSealed).toBe(true);
  });

  it('opens with no other key, with none, nor after a change of the file', () => {
    const path = join(temporaryFolder(), 'keys.json');
    storeAt({ path, wrappingKey }).put('a', bytes('b'));
    const other = new Uint8Array(32).fill(8);
    expect(KeyStore.open({ path, wrappingKey: other })).toMatchObject({
      error: { kind: 'wrong-wrapping-key' },
    });
    expect(KeyStore.open({ path })).toMatchObject({ error: { kind: 'wrong-wrapping-key' } });
    const file = JSON.parse(readFileSync(path, 'utf8'));
    const data = Buffer.from(file.box.data, 'base64url');
    data[0] = (data[0] ?? 0) ^ 1;
    writeFileSync(path, JSON.stringify({ ...file, box: { ...file.box, data: data.toString('base64url') } }));
    expect(KeyStore.open({ path, wrappingKey })).toMatchObject({ error: { kind: 'wrong-wrapping-key' } });
  });

  it('seals a store that was plain as soon as it opens it', () => {
    const path = join(temporaryFolder(), 'keys.json');
    storeAt({ path }).put('card-key', bytes('secret'));
    expect(readFileSync(path, 'utf8')).toContain('card-key');
    expect(storeAt({ path, wrappingKey }).get('card-key')).toEqual(bytes('secret'));
    expect(readFileSync(path, 'utf8')).not.toContain('card-key');
  });
});
