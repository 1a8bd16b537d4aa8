import { PageStartSchema } from '#contracts/hub-api/check-in.ts';
import { readRoomCode } from '#domain/room-code/room-code-text.ts';
import type { Opened } from './student.ts';

const CODE_PATH = /^\/c\/([a-z2-7]{32})\/?$/i;

/** Whether a room code led here, and what the hub said of it. */
export function howOpened({ pathname }: Location, page: Document): Opened {
  const code = CODE_PATH.exec(pathname)?.[1];
  const content = page.querySelector<HTMLMetaElement>('meta[name="muster-start"]')?.content;
  if (content !== undefined) {
    const start = PageStartSchema.safeParse(JSON.parse(content));
    if (start.success) return { kind: 'by-code', code: code ?? '', start: start.data };
  }
  // Without the hub's word this is the copy of the page that the phone keeps.
  return code !== undefined && readRoomCode(code).ok
    ? { kind: 'by-code-offline', code }
    : { kind: 'plainly' };
}
