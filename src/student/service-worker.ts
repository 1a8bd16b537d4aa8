// Keeps the page itself on the phone, so that it opens in a hall without a network. Never anything of the API, and never the
// hub's judgement on a code: those are only ever the hub's own words.

// The little of a service worker's world that is needed; TypeScript's own types for it exclude those of a page.
type Extendable = Event & { readonly waitUntil: (work: Promise<unknown>) => void };
type Fetching = Extendable & {
  readonly request: Request;
  readonly respondWith: (answer: Promise<Response>) => void;
};
type Scope = {
  addEventListener(type: 'install' | 'activate', listener: (event: Extendable) => void): void;
  addEventListener(type: 'fetch', listener: (event: Fetching) => void): void;
  readonly skipWaiting: () => Promise<void>;
  readonly clients: { readonly claim: () => Promise<void> };
};
const scope = self as unknown as Scope;

const SHELL = 'muster-shell-1';
const ASSETS = '/student-assets/';
const PAGE = '/';
/** Several versions of the page's files; the oldest go first. */
const MOST_ASSETS = 60;
/** A hall's network that swallows everything should not hold up a page that lies here ready. */
const PAGE_WITHIN_MS = 4_000;

scope.addEventListener('install', (event) => {
  event.waitUntil(Promise.all([keepPage(), scope.skipWaiting()]));
});

scope.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([dropOldShells(), scope.clients.claim()]));
});

scope.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== location.origin) return;
  if (url.pathname.startsWith(ASSETS)) event.respondWith(asset(event.request));
  else if (event.request.mode === 'navigate' && isStudentPage(url.pathname)) {
    event.respondWith(page(event.request));
  }
});

function isStudentPage(path: string): boolean {
  return path === PAGE || /^\/c\//i.test(path);
}

/** From the hub if it answers, else the copy, which knows what to do with a code by itself. */
async function page(request: Request): Promise<Response> {
  try {
    return await fetch(request, { signal: AbortSignal.timeout(PAGE_WITHIN_MS) });
  } catch {
    const kept = await (await caches.open(SHELL)).match(PAGE);
    return kept ?? Response.error();
  }
}

/** Their names hold a hash of their content, so a kept one is the right one. */
async function asset(request: Request): Promise<Response> {
  const shell = await caches.open(SHELL);
  const kept = await shell.match(request);
  if (kept !== undefined) return kept;
  const fresh = await fetch(request);
  if (fresh.ok) await keepAsset(shell, request, fresh.clone());
  return fresh;
}

async function keepAsset(shell: Cache, request: Request, response: Response): Promise<void> {
  await shell.put(request, response);
  const assets = (await shell.keys()).filter(({ url }) => new URL(url).pathname.startsWith(ASSETS));
  for (const old of assets.slice(0, Math.max(0, assets.length - MOST_ASSETS))) await shell.delete(old);
}

async function keepPage(): Promise<void> {
  const shell = await caches.open(SHELL);
  const response = await fetch(PAGE, { cache: 'no-cache' });
  if (!response.ok) return;
  const html = await response.clone().text();
  await shell.put(PAGE, response);
  const named = [...html.matchAll(/\/student-assets\/[\w.-]+/g)].map(([path]) => path);
  await shell.addAll([...new Set(named)]);
}

async function dropOldShells(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== SHELL).map((name) => caches.delete(name)));
}
