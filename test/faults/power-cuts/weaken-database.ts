import Database from 'better-sqlite3';

/**
 * Makes every database of this process that asks for one of these pragmas get another value, and read back the one it asked for: so that
 * checkpoints come often enough to be cut in two, and so that the explorer can be seen to find what a weaker setting loses.
 */
export function weakenDatabase(
  pragmas: Readonly<Record<string, { readonly value: string; readonly told: number }>>,
): void {
  const pragma = Database.prototype.pragma;
  Database.prototype.pragma = function (this: Database.Database, source, options) {
    const [name = '', asked] = source.split(' = ');
    const weaker = pragmas[name];
    if (weaker === undefined) return pragma.call(this, source, options);
    return asked === undefined ? weaker.told : pragma.call(this, `${name} = ${weaker.value}`, options);
  };
}
