import type { Entry } from './entry.ts';
import { countOf, wordsFor } from './pieces.ts';
import type { ReliabilityPromise } from './promise.ts';
import { PROMISES } from './promises.ts';
import type { Saved } from './saved.ts';
import { shortened } from './shortened.ts';
import { wordsForTime } from './time-left.ts';

/** The text of docs/reliability.md: what is promised, how it is kept and tested, and what the last gate found. */
export function reliability(entries: readonly Entry[], savedOf: (name: string) => Saved | undefined): string {
  const rows = entries.map((entry) => ({ ...entry, saved: savedOf(entry.campaign.name) }));
  return [
    INTRODUCTION,
    '## The ten promises',
    ...PROMISES.map((promise, index) => promiseText(promise, index + 1, rows)),
    '## What the last gate played',
    ...gateText(rows),
    LIMITS,
  ]
    .join('\n\n')
    .concat('\n');
}

type Row = Entry & { readonly saved: Saved | undefined };

/** The document is to be read; the rest is in the gate's files. */
const SHOWN_FAILURES = 3;

const INTRODUCTION = `# Reliability: what is promised, and what tries to break it

Written by \`npm run gate\`, which plays every campaign of faults as often as a release asks for and fills in the figures below;
the words are in \`test/faults/gate\`. \`npm test\` plays a part of each campaign every time. All of it runs the shipped code, not a
model of it.`;

const LIMITS = `## What none of this shows

- Disks were those of one machine, most often a virtual one. A drive that says "written" and lies is played by the simulator
  only; consumer flash, Windows and macOS were not tried, and no power was cut in earnest.
- Faults of the network are made by a proxy on one machine: real radio links are worse in ways nobody has written down.
- Chaos runs with shortened timings (\`test/faults/chaos/timings.ts\`), so that "healed" speaks of the protocol and not of a
  back-off of 15 s; with the usual ones healing takes longer by as much as those are longer.
- A campaign that found nothing has not proved that there is nothing. Planted bugs show what kinds it would have found.`;

function promiseText(promise: ReliabilityPromise, number: number, rows: readonly Row[]): string {
  const { title, text, keptBy, testedBy, limits, campaigns } = promise;
  const list = (items: ReliabilityPromise['keptBy']) =>
    items.map(({ path, how }) => `- [\`${path}\`](../${path}): ${how}`).join('\n');
  const atGate = rows.filter(({ campaign }) => campaigns.includes(campaign.name));
  return [
    `### ${number}. ${title}`,
    text,
    keptBy.length === 0
      ? '**Not kept yet.** Nothing in the code does this so far.'
      : `Kept by\n\n${list(keptBy)}`,
    testedBy.length === 0 ? '' : `Tested by\n\n${list(testedBy)}`,
    limits === undefined ? '' : `Not covered: ${limits}`,
    atGate.length === 0 ? '' : `At the gate: ${atGate.map(shortResult).join('; ')}.`,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function shortResult({ campaign, saved }: Row): string {
  const { name, unit } = campaign;
  if (saved === undefined) return `\`${name}\` not played`;
  const done = countOf(saved.pieces).toLocaleString('en');
  return `\`${name}\` ${done} ${unit}, ${failuresIn(saved)}`;
}

function failuresIn({ failed }: Saved): string {
  return failed === 0 ? 'nothing failed' : `**${failed.toLocaleString('en')} failed**`;
}

function gateText(rows: readonly Row[]): readonly string[] {
  const partly = rows.filter(({ campaign, saved }) => countOf(saved?.pieces ?? []) < campaign.atGate);
  return [
    tableOf(rows),
    partly.length === 0
      ? 'Every campaign was played in full.'
      : `**Not a whole gate.** Played in part or not at all: ${partly.map(shareOf).join(', ')}.`,
    ...rows.flatMap((row) => (row.saved === undefined ? [] : [figuresText(row, row.saved)])),
  ];
}

function tableOf(rows: readonly Row[]): string {
  const lines = rows.map(({ campaign, saved }) => {
    const asked = `${campaign.atGate.toLocaleString('en')} ${campaign.unit}`;
    const done = countOf(saved?.pieces ?? []).toLocaleString('en');
    const found = saved === undefined ? 'not played' : failuresIn(saved);
    const when = saved === undefined ? '' : saved.updatedAt.slice(0, 10);
    return `| ${campaign.title} | ${asked} | ${done} | ${found} | ${when} |`;
  });
  return ['| campaign | asked for | played | found | on |', '|---|---|---|---|---|', ...lines].join('\n');
}

function shareOf({ campaign, saved }: Row): string {
  const share = (100 * countOf(saved?.pieces ?? [])) / campaign.atGate;
  return `\`${campaign.name}\` ${share === 0 ? '0' : share.toFixed(share < 10 ? 1 : 0)} %`;
}

function figuresText({ campaign, goals = {} }: Entry, saved: Saved): string {
  const { title, name, unit } = campaign;
  const figures = Object.entries({ ...saved.totals, ...saved.worst });
  const lines = figures.map(
    ([what, value]) => `| ${what} | ${format(value)} | ${verdict(value, goals[what])} |`,
  );
  const commits = saved.commits.map(wordsForCommit).join(', ');
  const code = saved.commits.length === 1 ? `commit ${commits}` : `commits ${commits}`;
  return [
    `### ${title}`,
    `\`npm run gate -- --only=${name}\`: ${unit} ${wordsFor(saved.pieces)}, in ${wordsForTime(saved.spentMs)} of playing, ${saved.startedAt.slice(0, 16)} to ${saved.updatedAt.slice(0, 16)} UTC, ${code}, on ${saved.machine}.`,
    ['| counted | | |', '|---|---:|---|', ...lines].join('\n'),
    ...saved.failures
      .slice(0, SHOWN_FAILURES)
      .map((failure) => `Failed:\n\n\`\`\`\n${shortened(failure)}\n\`\`\``),
  ].join('\n\n');
}

function verdict(value: number, goal: number | undefined): string {
  if (goal === undefined) return '';
  return `goal ≤ ${format(goal)}: ${value <= goal ? 'met' : '**missed**'}`;
}

function format(value: number): string {
  return Math.round(value).toLocaleString('en');
}

/** As `theSetting` writes it: after a plus sign, what tells one set of changes from another. */
function wordsForCommit(commit: string): string {
  const [head = '', changes] = commit.split('+');
  return changes === undefined ? head : `${head} with changes`;
}
