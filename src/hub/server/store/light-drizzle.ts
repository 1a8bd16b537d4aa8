import { registerHooks } from 'node:module';

/**
 * Has drizzle loaded as CommonJS. Node reads a package's package.json for each ES module in it, and drizzle has a hundred of them and
 * 180 KB of package.json: as ES modules it takes 0.3 s of processor time at each start, and 90 MB that never come back. To be called
 * before anything that imports it is loaded.
 */
export function loadDrizzleLightly(): void {
  registerHooks({
    resolve: (specifier, context, next) =>
      /^drizzle-orm(\/|$)/.test(specifier)
        ? next(specifier, { ...context, conditions: ['node', 'require'] })
        : next(specifier, context),
  });
}
