import { type BenchResult, type Figure, verdict } from './figure.ts';

const HEAD = ['', 'measured', 'target', ''];

/** The results for a person to read. */
export function plainTable(results: readonly BenchResult[]): string {
  const rows = results.map(({ figures }) => figures.map(cells));
  const widths = HEAD.map((head, i) =>
    Math.max(head.length, ...rows.flat().map((row) => (row[i] ?? '').length)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => (i === 1 ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd();
  const blocks = results.map(({ title, how }, i) =>
    [title, ...wrapped(how), line(HEAD), ...(rows[i] ?? []).map(line)].join('\n'),
  );
  return `${blocks.join('\n\n')}\n`;
}

/** The same for a page in Markdown. */
export function markdownTable(results: readonly BenchResult[]): string {
  const row = (figure: Figure) => `| ${cells(figure).join(' | ')} |`;
  const blocks = results.map(({ title, how, figures }) =>
    [
      `## ${title}`,
      '',
      how,
      '',
      '| what | measured | target | |',
      '|---|---:|---|---|',
      ...figures.map(row),
    ].join('\n'),
  );
  return `${blocks.join('\n\n')}\n`;
}

function cells(figure: Figure): readonly string[] {
  const { what, value, unit, target } = figure;
  const aim = target === undefined ? '' : `${target.is} ${inWords(target.value)} ${unit}`.trim();
  return [what, `${inWords(value)} ${unit}`.trim(), aim, verdict(figure)];
}

/** Three digits that count, and no more. */
function inWords(value: number): string {
  if (!Number.isFinite(value)) return 'not measured';
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : Math.abs(value) >= 1 ? 2 : 3;
  return value.toLocaleString('en', { maximumFractionDigits: digits });
}

const LINE = 110;

function wrapped(text: string): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length >= LINE) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
