import type { Result } from '#domain/result.ts';
import { workHere } from '#platform/run-in-worker.ts';
import { checkDatabase } from './check-database.ts';
import { damageIn, type VerifyProgress } from './verify-database.ts';

export type CheckOrder = { readonly path: string };
export type CheckAnswer = Result<{ readonly events: number; readonly damage: readonly string[] }, string>;

// Run by `runInWorker`: reading everything takes seconds to minutes, in which the hub must go on.
await workHere<CheckOrder, VerifyProgress, CheckAnswer>(({ path }, tell) => {
  const checked = checkDatabase(path, tell);
  if (!checked.ok) return checked;
  return { ok: true, value: { events: checked.value.events, damage: damageIn(checked.value) } };
});
