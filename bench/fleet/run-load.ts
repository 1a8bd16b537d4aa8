import { fork } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';
import { type HubOptions, type HubSample, HubUnderTest, messageOf } from './hub-under-test.ts';
import { type Load, type LoadResult, LoadResultSchema } from './load.ts';

const ReadySchema = z.object({ type: z.literal('ready') });
const ResultSchema = z.object({ type: z.literal('result'), result: LoadResultSchema });
const ProgressSchema = z.object({ type: z.literal('progress'), text: z.string() });

/** A million events of ledgers are 600 MB. */
const GENERATOR_HEAP_MB = 6_144;

export type Ran = {
  readonly load: LoadResult;
  /** While the kiosks at work were let in, and while there was load. */
  readonly lettingIn: HubSample;
  readonly hub: HubSample;
};

export type RunOptions = HubOptions & {
  /** A hub's data folder with the campus in it. */
  readonly data: string;
  readonly progress: (text: string) => void;
  /** Done with the hub while the load is on. */
  readonly meanwhile?: (hub: HubUnderTest) => Promise<unknown>;
};

/** Starts hub and generator, lets the load happen, and says what each of them saw. */
export async function runLoad(asked: Omit<Load, 'port'>, options: RunOptions): Promise<Ran> {
  const hub = await HubUnderTest.start(options.data, options);
  await hub.sample();
  const generator = fork(
    join(import.meta.dirname, 'generator.ts'),
    [JSON.stringify({ ...asked, port: hub.port })],
    {
      execArgv: [`--max-old-space-size=${GENERATOR_HEAP_MB}`],
    },
  );
  generator.on('message', (message) => {
    const said = ProgressSchema.safeParse(message);
    if (said.success) options.progress(said.data.text);
  });
  try {
    await messageOf(generator, ReadySchema);
    const lettingIn = await hub.sample();
    generator.send('go');
    const [{ result }] = await Promise.all([messageOf(generator, ResultSchema), options.meanwhile?.(hub)]);
    const sample = await hub.sample();
    generator.send('end');
    return { load: result, lettingIn, hub: sample };
  } finally {
    generator.kill();
    await hub.stop();
  }
}
