import { expect, test } from 'vitest';
import { COPY_HOLD_MS, judgeMachine, type Machines, type MachineVerdict } from '#domain/sync/machines.ts';

/** The hub's door for one kiosk, and machines that ask to be let in. */
class Door {
  machines: Machines | undefined;

  /** A connection that was dialled at `openedAt` says hello at `at`. */
  hello(start: string, at: number, openedAt = at): MachineVerdict {
    const { machines, verdict } = judgeMachine(this.machines, { start, openedAt, at });
    this.machines = machines;
    return verdict;
  }

  /** The holder is still here. */
  hear(at: number): void {
    if (this.machines !== undefined) this.machines = { ...this.machines, heardAt: at };
  }
}

test('a kiosk that is started again and again is let in each time, and nobody speaks of copies', () => {
  const door = new Door();
  for (let start = 1; start <= 50; start++) expect(door.hello(`${start}`, start * 1_000)).toBe('welcome');
  expect(door.machines?.copiedAt).toBeNull();
  expect(door.machines?.former.length).toBeLessThanOrEqual(16);
});

test('what a machine said before it was started again is not taken for a second machine, however late it comes', () => {
  const door = new Door();
  door.hello('first', 1_000);
  door.hello('second', 9_000);
  expect(door.hello('first', 12_000, 8_500)).toBe('stale');
  expect(door.machines).toMatchObject({ holder: 'second', copiedAt: null });
});

// Somebody copied the disk of a kiosk and switched both machines on.
test('the machine that was there first keeps its place; the copy waits until that one has been gone for ten minutes', () => {
  const door = new Door();
  expect(door.hello('original', 0)).toBe('welcome');
  expect(door.hello('copy', 60_000)).toBe('welcome');
  expect(door.hello('original', 65_000)).toBe('welcome');
  expect(door.machines).toMatchObject({ holder: 'original', copies: ['copy'], copiedAt: 65_000 });
  expect(door.hello('copy', 70_000)).toBe('copied');
  door.hear(200_000);
  expect(door.hello('copy', 200_000 + COPY_HOLD_MS - 1)).toBe('copied');
  expect(door.hello('copy', 200_000 + COPY_HOLD_MS)).toBe('welcome');
  expect(door.hello('original', 300_000 + COPY_HOLD_MS)).toBe('copied');
});
