import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CodeRefusal, PageStart } from '#contracts/hub-api/check-in.ts';
import { installedFolder } from '../installed-folder.ts';

/** Phones open the page whatever its status; programs that fetch codes learn from it as well. */
const STATUS: Readonly<Record<CodeRefusal, number>> = { expired: 410, wrong: 404, 'too-many': 429 };

export type CodePage = { readonly status: number; readonly html: string };

/** The student page with what it should begin with; `undefined` while the page isn't built. */
export function codePage(start: PageStart): CodePage | undefined {
  const path = join(installedFolder(), 'out', 'student', 'index.html');
  if (!existsSync(path)) return undefined;
  const meta = `<meta name="muster-start" content="${escapeAttribute(JSON.stringify(start))}">`;
  const html = readFileSync(path, 'utf8').replace('</head>', () => `${meta}</head>`);
  return { html, status: start.kind === 'refused' ? STATUS[start.reason] : 200 };
}

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
