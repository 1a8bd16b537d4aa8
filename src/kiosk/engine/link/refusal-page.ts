/** Why the browser host shows a page of words instead of the screen. */
export type PageRefusal =
  | 'no-pass'
  | 'spent-token'
  | 'wrong-host'
  | 'not-found'
  | 'not-built'
  | 'wrong-method';

const PAGES: Readonly<Record<PageRefusal, { status: number; title: string; words: string }>> = {
  'no-pass': {
    status: 403,
    title: 'This page is for the kiosk’s own screen',
    words:
      'The kiosk prints the address of its screen when it starts, with a token that works once. Open that address; or start the kiosk again and it will open its screen by itself.',
  },
  'spent-token': {
    status: 403,
    title: 'This address has been used already',
    words:
      'Each address opens one screen, once. The kiosk has printed a new one where it was started: open that. If this browser showed the screen before, open the address without the token.',
  },
  'wrong-host': {
    status: 403,
    title: 'This is not the kiosk’s address',
    words: 'The screen answers only to 127.0.0.1 and localhost, on the machine it runs on.',
  },
  'not-found': {
    status: 404,
    title: 'There is nothing here',
    words: 'The kiosk’s screen is at the address without a path.',
  },
  'not-built': {
    status: 503,
    title: 'The screen has not been built',
    words: 'Run “npm run build:pages” in the project’s folder, then reload this page.',
  },
  'wrong-method': {
    status: 405,
    title: 'The screen can only be looked at',
    words: 'It answers to GET and HEAD.',
  },
};

/** A page without script or style, so that it says the same under any policy. */
export function refusalPage(refusal: PageRefusal): { readonly status: number; readonly html: string } {
  const { status, title, words } = PAGES[refusal];
  return {
    status,
    html: `<!doctype html><html lang="en"><meta charset="utf-8"><title>Muster</title><h1>${title}</h1><p>${words}</p></html>\n`,
  };
}
