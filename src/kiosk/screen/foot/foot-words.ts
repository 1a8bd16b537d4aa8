import type { Common, HubView, ReaderView, ScreenState } from '#contracts/engine-link/screen-state.ts';
import { unreachable } from '#domain/unreachable.ts';
import type { Tone } from '#ui/attendance/status-look.ts';
import type { ScreenMessages } from '../messages/en.ts';

/** One line of the foot. `sign` is its picture's name. */
export type FootLine = {
  readonly tone: Exclude<Tone, 'plain'>;
  readonly sign:
    | 'saved'
    | 'sending'
    | 'offline'
    | 'refused'
    | 'reader'
    | 'reader-absent'
    | 'clock'
    | 'healed'
    | 'disk';
  readonly text: string;
};

/** Whether what happens here is safe, in words: always here first, then at the hub. */
export function hubLine(hub: HubView, messages: ScreenMessages): FootLine {
  const words = messages.foot;
  switch (hub.state) {
    case 'online':
      return hub.backlog === 0
        ? { tone: 'good', sign: 'saved', text: words.saved }
        : { tone: 'good', sign: 'sending', text: words.sending(hub.backlog) };
    case 'connecting':
      return { tone: 'late', sign: 'sending', text: words.connecting };
    case 'offline':
      return {
        tone: 'late',
        sign: 'offline',
        text: hub.backlog === 0 ? words.offline : words.offlineWaiting(hub.backlog),
      };
    case 'refused':
      return { tone: 'stop', sign: 'refused', text: hub.detail ?? words.refused };
    default:
      return unreachable(hub.state);
  }
}

/** The readers in one line: the one in trouble by name, else how many are ready. */
export function readerLine(readers: readonly ReaderView[], messages: ScreenMessages): FootLine {
  const words = messages.foot;
  const troubled = readers.find((reader) => reader.state !== 'ready');
  if (troubled !== undefined) {
    // Why a camera can't be used is for whoever looks after the kiosk: it is seldom the plug.
    const gone = troubled.kind === 'camera' ? words.cameraAbsent : words.readerAbsent;
    const say = troubled.state === 'absent' ? gone : words.readerQuiet;
    return { tone: 'stop', sign: 'reader-absent', text: say(troubled.name) };
  }
  const [first, second] = readers;
  if (first === undefined) return { tone: 'late', sign: 'reader-absent', text: words.noReader };
  const text = second === undefined ? words.readerReady(first.name) : words.readersReady(readers.length);
  return { tone: 'good', sign: 'reader', text };
}

/** Between classes a teacher should see that something was repaired; during one it would only make students ask. */
function healedLine(
  name: ScreenState['name'],
  { healed }: Common,
  messages: ScreenMessages,
): FootLine | undefined {
  if (healed === null || name !== 'ready') return undefined;
  const { lost, mayBeMore } = healed;
  const tone = lost === 0 && !mayBeMore ? 'good' : 'late';
  return { tone, sign: 'healed', text: messages.foot.healed(lost, mayBeMore) };
}

/** The lines at the left of the foot; a clock that can't be trusted is worth one more. */
export function footLines(name: ScreenState['name'], common: Common, messages: ScreenMessages): FootLine[] {
  const notEnrolled: FootLine = { tone: 'late', sign: 'offline', text: messages.foot.notConnected };
  const hub = name === 'not-enrolled' ? notEnrolled : hubLine(common.hub, messages);
  const readers = readerLine(common.readers, messages);
  const clock: FootLine = { tone: 'late', sign: 'clock', text: messages.foot.clockUncertain };
  const disk: FootLine = { tone: 'late', sign: 'disk', text: messages.foot.diskLow };
  // Room for two: what may soon stop everything comes first, and an untrusted clock matters more than readers that are fine.
  const news = common.diskLow ? disk : common.clockUncertain ? clock : healedLine(name, common, messages);
  return news !== undefined && readers.tone === 'good' ? [hub, news] : [hub, readers];
}
