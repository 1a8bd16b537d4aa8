import process from 'node:process';

// Loaded into the hub's process before the hub: measures from inside how late its timers are.

const EVERY_MS = 5;

let late: number[] = [];
let due = performance.now() + EVERY_MS;

function look(): void {
  const now = performance.now();
  // A loop that stood still for 100 ms made twenty looks late, not one.
  for (; due <= now; due += EVERY_MS) late.push(now - due);
  setTimeout(look, due - now).unref();
}
setTimeout(look, EVERY_MS).unref();

process.on('message', (asked) => {
  if (asked !== 'loop') return;
  late.sort((a, b) => a - b);
  const at = (share: number) => late[Math.max(0, Math.ceil(late.length * share) - 1)] ?? 0;
  process.send?.({ type: 'loop', p50: at(0.5), p99: at(0.99), max: late.at(-1) ?? 0 });
  late = [];
});
