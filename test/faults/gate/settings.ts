import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

const PROJECT = join(import.meta.dirname, '../../..');

export const SettingsSchema = z.object({
  /** Names with commas between them; all without. */
  only: z.string().optional(),
  scale: z.coerce.number().min(0).max(10).default(1),
  chunks: z.coerce.number().min(0).max(10).optional(),
  minutes: z.coerce.number().min(0).optional(),
  keep: z.literal('1').optional(),
  slots: z.coerce.number().int().min(1).max(256).default(availableParallelism()),
  from: z.coerce.number().int().min(1).optional(),
  count: z.coerce.number().int().min(1).optional(),
  /** A list of other campaigns than the gate's own, for its own tests. */
  list: z
    .string()
    .min(1)
    .default(join(import.meta.dirname, 'campaigns.ts')),
  folder: z.string().min(1).default(join(PROJECT, 'out/gate')),
  document: z.string().min(1).default(join(PROJECT, 'docs/reliability.md')),
  help: z.literal('1').optional(),
});
export type GateSettings = z.infer<typeof SettingsSchema>;

export const USAGE = `Usage: npm run gate -- [settings]

Plays every campaign of faults as often as a release asks for: hours. Progress is saved after every chunk, so it may be
interrupted at any time and goes on where it was; after a change of the code it begins anew. Ends with exit code 1 if
anything failed, and writes what was played into docs/reliability.md.

  --only=NAME,NAME      only these campaigns
  --scale=0.1           a tenth of the cases
  --minutes=N           begins nothing more after N minutes, and keeps what was played; each campaign gets its share
  --chunks=0.1          saves ten times as often (with --minutes as often as each campaign's share needs, else 1: a minute)
  --keep                goes on with what other commits have played; the document names all of them
  --slots=N             how many chunks at once (as many as there are cores)
  --folder=FOLDER       where progress is kept (out/gate)
  --document=FILE       where the result is written (docs/reliability.md)
  --from=S --count=N    plays cases S to S+N-1 of the campaign named by --only, once, and keeps nothing
`;
