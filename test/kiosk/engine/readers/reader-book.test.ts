import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  parseReadersConfig,
  type ReadersConfig,
  USUAL_READERS,
} from '../../../../src/kiosk/engine/devices/reader-config.ts';
import { ReaderBook } from '../../../../src/kiosk/engine/readers/reader-book.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

function open(folder = temporaryFolder(), start = USUAL_READERS) {
  const changes: ReadersConfig[] = [];
  const book = new ReaderBook({ folder, start, isGiven: false, onChange: (config) => changes.push(config) });
  return { book, changes, folder };
}

const ids = (book: ReaderBook) => book.config().map(({ id }) => id);

describe('The readers of a kiosk, as set at its panel', () => {
  it('keep their ids when another goes, now and after the next start', () => {
    const { book, folder } = open();
    expect(book.add({ kind: 'rdm6300', path: '/dev/a' })).toBeUndefined();
    expect(book.add({ kind: 'rdm6300', path: '/dev/b' })).toBeUndefined();
    expect(book.remove('rdm6300-1')).toBeUndefined();
    // Its place in the list is another now, and its id is not.
    expect(ids(book)).toEqual(['wedge-1', 'rdm6300-2']);
    expect(ids(open(folder).book)).toEqual(['wedge-1', 'rdm6300-2']);
  });

  it('stay as they are when a change can’t be, and it is said why', () => {
    const { book, changes } = open();
    book.add({ kind: 'rdm6300', path: '/dev/a' });
    expect(book.add({ kind: 'pn532', path: '/dev/a' })).toMatch(/same path|one device/);
    expect(book.rename('wedge-1', '')).toMatch(/name/);
    expect(book.setProfile('rdm6300-1', 'em-hex32')).toMatch(/profile/);
    expect(book.rename('nobody', 'Door')).toBeDefined();
    expect(ids(book)).toEqual(['wedge-1', 'rdm6300-1']);
    expect(changes).toHaveLength(1);
  });

  it('stay as they are when the disk doesn’t take the change', () => {
    const { book, changes, folder } = open();
    rmSync(folder, { recursive: true });
    expect(book.rename('wedge-1', 'Desk')).toMatch(/could not be kept/);
    expect([book.config()[0]?.name, changes]).toEqual([USUAL_READERS[0]?.name, []]);
  });

  it('are the usual ones while the file can’t be read, which is kept aside when something is set anew', () => {
    const folder = temporaryFolder();
    const unreadable = '{"readers": [{"kind": "rdm';
    writeFileSync(join(folder, 'readers.json'), unreadable);
    const { book } = open(folder);
    expect([ids(book), book.problem()]).toEqual([['wedge-1'], expect.stringContaining('readers.json')]);
    expect(book.rename('wedge-1', 'Desk')).toBeUndefined();
    expect(book.problem()).toBeUndefined();
    expect(readFileSync(join(folder, 'readers.json.set-aside'), 'utf8')).toBe(unreadable);
  });

  it('keep settings in the file that the panel knows nothing of', () => {
    const folder = temporaryFolder();
    const written = { kind: 'magtek', id: 'stripe', track2: '600123NNNNNNNNX=XXXX' };
    const isTaken = parseReadersConfig([written]);
    writeFileSync(join(folder, 'readers.json'), JSON.stringify({ readers: [written] }));
    const { book } = open(folder);
    expect([isTaken.ok, book.problem()]).toEqual([true, undefined]);
    expect(book.rename('stripe', 'Stripe')).toBeUndefined();
    expect(open(folder).book.config()).toMatchObject([{ kind: 'magtek', id: 'stripe', name: 'Stripe' }]);
  });
});
