import { describe, expect, it } from 'vitest';
import { TalkingLine } from '../../../../../src/kiosk/engine/devices/serial-port/talking-line.ts';
import { ManualDeps } from '../support/manual-deps.ts';

/** Frames are words. */
function line() {
  const deps = new ManualDeps();
  const sent: string[] = [];
  const states: string[] = [];
  const talking = new TalkingLine<string>({
    after: deps.after,
    write: (bytes) => void sent.push(Buffer.from(bytes).toString()),
    onReady: () => void states.push('ready'),
  });
  const ask = (word: string, answer: string, withinMs = 100) => {
    talking.send(Buffer.from(word));
    return talking.next((frame, at) => (frame === answer ? `${frame} at ${at}` : undefined), withinMs);
  };
  return { deps, sent, states, talking, ask };
}

const settled = async () => {
  for (let i = 0; i < 10; i += 1) await Promise.resolve();
};

describe('what is said to a device', () => {
  it('is answered by the first frame that is an answer, when it comes', async () => {
    const { talking, ask, sent } = line();
    const answer = ask('who', 'me');
    talking.take('noise', 1);
    talking.take('me', 2);
    talking.take('me', 3);
    expect(await answer).toBe('me at 2');
    expect(sent).toEqual(['who']);
  });

  it('is not answered by what was said before it was asked', async () => {
    const { talking, ask, deps } = line();
    talking.take('me', 1);
    const answer = ask('who', 'me');
    await settled();
    deps.advance(100);
    expect(await answer).toBeUndefined();
  });

  it('may have two answers that come together, an acknowledgement and the answer itself', async () => {
    const { talking, ask } = line();
    const heard = ask('look', 'ack');
    talking.take('ack', 1);
    talking.take('card', 1);
    expect(await heard).toBe('ack at 1');
    expect(await talking.next((frame) => (frame === 'card' ? frame : undefined), 100)).toBe('card');
  });

  it('remains without an answer when none comes in time, and a late one is none to the next question', async () => {
    const { talking, ask, deps } = line();
    const answer = ask('who', 'me');
    deps.advance(99);
    await settled();
    deps.advance(1);
    expect(await answer).toBeUndefined();
    talking.take('me', 200);
    const next = ask('who', 'me');
    talking.take('me', 300);
    expect(await next).toBe('me at 300');
  });

  it('begins anew at a question: half a frame from before belongs to nothing', () => {
    const { talking, ask } = line();
    talking.rest = Uint8Array.of(1, 2, 3);
    void ask('who', 'me');
    expect(talking.rest).toEqual(new Uint8Array());
  });

  it('is over for whoever waits, and for whoever asks later, when the connection is', async () => {
    const { talking, ask, sent, states, deps } = line();
    const answer = ask('who', 'me');
    const pause = talking.pause(60_000);
    talking.end();
    expect(await answer).toBeUndefined();
    await pause;
    expect(talking.isOver()).toBe(true);
    expect(await ask('who', 'me', 60_000)).toBeUndefined();
    await talking.pause(60_000);
    talking.ready('too late');
    expect(sent).toEqual(['who']);
    expect(states).toEqual([]);
    expect(deps.waiting).toBe(0);
  });

  it('is kept of a device that talks without being asked, but not without end', async () => {
    const { talking } = line();
    for (let i = 0; i < 1_000; i += 1) talking.take(`${i}`, i);
    expect(await talking.next((frame) => frame, 100)).toBe('968');
  });
});
