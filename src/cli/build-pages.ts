import { join } from 'node:path';
import process from 'node:process';
import { buildPage } from './build-page.ts';
import { type PageName, pages } from './pages.ts';

const projectFolder = join(import.meta.dirname, '../..');

function isPageName(text: string): text is PageName {
  return text in pages;
}

// With no names, every page: `node src/cli/build-pages.ts [screen] [console] [student]`.
const asked = process.argv.slice(2);
const unknown = asked.filter((text) => !isPageName(text));
if (unknown.length > 0) {
  process.stderr.write(`No such page: ${unknown.join(', ')}. There are ${Object.keys(pages).join(', ')}.\n`);
  process.exitCode = 1;
} else {
  const names = asked.length > 0 ? asked : Object.keys(pages);
  for (const name of names.filter(isPageName)) {
    await buildPage(name, projectFolder);
    process.stdout.write(`built ${name}\n`);
  }
}
