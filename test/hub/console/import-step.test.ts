import { describe, expect, it } from 'vitest';
import { IMPORT_TABLES, type ImportReport } from '#contracts/hub-api/imports.ts';
import { afterReport, changesIn, withFiles } from '../../../src/hub/console/import/import-step.ts';

const NOTHING = { added: 0, changed: 0, removed: 0, unchanged: 5 };

function report(applied: boolean): ImportReport {
  const tables = Object.fromEntries(IMPORT_TABLES.map((table) => [table, NOTHING])) as ImportReport['tables'];
  return {
    ...{ dryRun: !applied, applied, files: [], errors: [], warnings: [], more: 0 },
    tables: { ...tables, people: { added: 2, changed: 1, removed: 0, unchanged: 0 } },
  };
}

describe('an import', () => {
  const people = new File(['a'], 'users.csv');

  it('takes a file chosen again in the place of the one before', () => {
    const better = new File(['ab'], 'users.csv');
    expect(
      withFiles([people, new File([], 'orgs.csv')], [better]).map(({ name, size }) => [name, size]),
    ).toEqual([
      ['orgs.csv', 0],
      ['users.csv', 2],
    ]);
  });

  it('that was refused can be tried again with the same files', () => {
    expect(afterReport([people], report(false))).toMatchObject({ name: 'checked', files: [people] });
    expect(afterReport([people], report(true))).toMatchObject({ name: 'applied' });
  });

  it('counts everything that would be different', () => {
    expect(changesIn(report(false))).toBe(3);
  });
});
