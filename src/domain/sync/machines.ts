/**
 * The machines that have spoken for one kiosk, by the id each draws anew at every start of its program. A machine that was
 * started anew never speaks under its old start again, so a start that comes back after another one took over shows two live
 * machines with one identity: somebody copied a disk.
 */
export type Machines = {
  readonly holder: string;
  /** When the holder was let in as such; what was dialled before may still have been on its way. */
  readonly since: number;
  /** When the holder was last here; meaningless while it is. */
  readonly heardAt: number;
  /** Took turns before the holder, most likely the same machine before it was started anew. */
  readonly former: readonly string[];
  /** Shown to live beside the holder. */
  readonly copies: readonly string[];
  /** When one of them was last refused or found out; null: never. */
  readonly copiedAt: number | null;
};

/** `stale`: an older start of the same machine, or the news of it came late: hang up, whoever is alive dials again. */
export type MachineVerdict = 'welcome' | 'stale' | 'copied';

/** While the machine that holds a kiosk's identity has been here within this time, no copy of it is let in. */
export const COPY_HOLD_MS = 600_000;

/** Of each kind; a machine that starts again and again must not fill the memory. */
const MOST_STARTS = 16;

export type MachineAsking = { readonly start: string; readonly openedAt: number; readonly at: number };

/**
 * Whether a machine may speak for the kiosk now. A start never heard of may, for every restart is one. One that comes back
 * was there first: it gets its place again, and whoever took it is the copy, which has to wait until the other is gone.
 */
export function judgeMachine(
  known: Machines | undefined,
  { start, openedAt, at }: MachineAsking,
): { readonly machines: Machines; readonly verdict: MachineVerdict } {
  if (known === undefined) {
    const machines = { holder: start, since: at, heardAt: at, former: [], copies: [], copiedAt: null };
    return { machines, verdict: 'welcome' };
  }
  if (start === known.holder) return { machines: { ...known, heardAt: at }, verdict: 'welcome' };
  if (known.copies.includes(start)) {
    if (at - known.heardAt < COPY_HOLD_MS) return { machines: { ...known, copiedAt: at }, verdict: 'copied' };
    return { machines: replaceBy(known, start, at), verdict: 'welcome' };
  }
  if (known.former.includes(start)) {
    // Only a machine that dialled after the other was let in is alive beside it.
    if (openedAt <= known.since) return { machines: known, verdict: 'stale' };
    return { machines: { ...replaceBy(known, start, at), copiedAt: at }, verdict: 'welcome' };
  }
  const former = [...known.former, known.holder].slice(-MOST_STARTS);
  return { machines: { ...known, holder: start, since: at, heardAt: at, former }, verdict: 'welcome' };
}

/** The holder is shown not to be the only one. */
function replaceBy(known: Machines, start: string, at: number): Machines {
  const others = [...known.copies, known.holder].filter((one) => one !== start);
  const former = known.former.filter((one) => one !== start);
  return { ...known, holder: start, since: at, heardAt: at, former, copies: others.slice(-MOST_STARTS) };
}
