import type { DocumentPart, DownFrame, FetchDocuments, FetchFeed } from './frames.ts';
import { sealedBytes } from './handshake.ts';
import { hubHeartbeat } from './hub-heartbeat.ts';
import type { HubContext, LiveSession } from './hub-session-state.ts';
import { MAX_EVENTS_PER_FRAME, MAX_FRAME_BYTES } from './limits.ts';

/** As much of the wanted documents as fits a frame; or the manifest anew, when one of them has left it. */
export function documentsFor(
  session: LiveSession,
  { wants, maxChars }: FetchDocuments,
  { view }: HubContext,
): DownFrame {
  const parts: DocumentPart[] = [];
  // By characters: of Latin letters one byte, of others up to three, which the message's limit leaves room for.
  let room = Math.min(maxChars, MAX_FRAME_BYTES);
  for (const { id, hash, from } of wants) {
    if (room <= 0) break;
    const whole = view.directory.document(session.kiosk, id, hash);
    if (whole === undefined) return { type: 'manifest', manifest: view.directory.manifestFor(session.kiosk) };
    const end = wholeCharacters(whole, from + room);
    const text = whole.slice(from, end);
    parts.push({ id, hash, from, text, last: end >= whole.length });
    room -= Math.max(1, text.length);
  }
  return { type: 'documents', parts };
}

/** A page of the feed; to a kiosk that asks by an older generation's cursor, word of the new one. */
export function feedFor(
  session: LiveSession,
  { generation, after, maxBytes }: FetchFeed,
  context: HubContext,
): DownFrame {
  const { directory } = context.view;
  if (generation !== directory.generation()) return hubHeartbeat(session, null, context);
  const page = directory.feedAfter(
    session.kiosk,
    after,
    MAX_EVENTS_PER_FRAME,
    Math.min(maxBytes, MAX_FRAME_BYTES),
  );
  const events = page.events.map((event) => {
    const { origin, epoch, seq, hash, text } = event;
    return { origin, epoch, seq, hash, text, seal: context.self.seal(sealedBytes(event)) };
  });
  return { type: 'feed', generation, run: directory.run(), after, events, position: page.position };
}

/** Half of a surrogate pair is no character: UTF-8 on the wire would turn it into something else. */
function wholeCharacters(text: string, end: number): number {
  const code = text.charCodeAt(end - 1);
  return end < text.length && code >= 0xd800 && code <= 0xdbff ? end - 1 : end;
}
