import type { DocumentPart, Documents, ManifestFrame, ManifestMark } from './frames.ts';
import { grown, loseLink } from './kiosk-link.ts';
import type {
  DirectoryWork,
  DocumentText,
  KioskContext,
  KioskInput,
  KioskStep,
  KioskSyncState,
  LiveLink,
} from './kiosk-state.ts';
import { documentHash, manifestDigest } from './manifest.ts';

type Fetching = Extract<DirectoryWork, { name: 'fetching' }>;

/** Asks for the hub's manifest when it isn't the one that was applied last. Nothing while an answer is due. */
export function pullDirectory(state: KioskSyncState, live: LiveLink, context: KioskContext): KioskStep {
  const { hub, directory: work } = live;
  const unchanged = { state: { ...state, link: live }, effects: [] };
  if (hub === null || isSameMark(hub.manifest, context.view.directory.mark())) return unchanged;
  const free = work.name === 'idle' || (work.name === 'rejected' && !isSameMark(work.mark, hub.manifest));
  return free ? askManifest(state, live, context) : unchanged;
}

/** Takes up a manifest: asks for the documents that are lacking, or applies it if there are none. */
export function acceptManifest(
  state: KioskSyncState,
  live: LiveLink,
  { manifest }: ManifestFrame,
  context: KioskContext,
): KioskStep {
  const work = live.directory;
  // Unasked, it answers a fetch: something wanted is no longer in there. The same one again would only go round in a circle.
  const news = work.name === 'fetching' && work.manifest.digest !== manifest.digest;
  if (work.name !== 'asked-manifest' && !news) return { state, effects: [] };
  if (manifestDigest(manifest.documents) !== manifest.digest) {
    return loseLink(state, "the manifest's digest isn't that of its documents", context);
  }
  const hashes = new Map(manifest.documents);
  const lacking = context.view.directory.lacking(manifest).flatMap((id) => {
    const hash = hashes.get(id);
    return hash === undefined ? [] : [[id, hash] as const];
  });
  // Whatever was fetched for an older manifest and isn't wanted now is dropped.
  const wanted = new Set(lacking.map(([, hash]) => hash));
  const texts = new Map([...state.texts].filter(([hash]) => wanted.has(hash)));
  return fetchOrApply({ ...state, texts }, live, { manifest, lacking }, context);
}

/** Joins parts to texts; once every lacking document is whole, all are applied at once. */
export function acceptDocuments(
  state: KioskSyncState,
  live: LiveLink,
  { parts }: Documents,
  context: KioskContext,
): KioskStep {
  const work = live.directory;
  if (work.name !== 'fetching') return { state, effects: [] };
  const texts = new Map(state.texts);
  let joined = 0;
  for (const part of parts) {
    const text = join(texts.get(part.hash), part, work);
    if (text === undefined) continue;
    texts.set(part.hash, text);
    joined++;
  }
  // The answer to an older question: ours is still to come.
  if (joined === 0) return { state, effects: [] };
  return fetchOrApply({ ...state, texts, room: grown(state.room) }, live, work, context);
}

/** What came of applying. A directory that can't be applied must not stop the ledger's way up: it is shown and left. */
export function noteApplied(
  state: KioskSyncState,
  { mark, problem }: Extract<KioskInput, { kind: 'applied' }>,
  context: KioskContext,
): KioskStep {
  const { link } = state;
  const next: KioskSyncState = { ...state, texts: new Map(), directoryProblem: problem };
  if (link.name !== 'live' || link.directory.name !== 'applying') return { state: next, effects: [] };
  if (problem !== null) {
    return { state: { ...next, link: { ...link, directory: { name: 'rejected', mark } } }, effects: [] };
  }
  return pullDirectory(next, { ...link, directory: { name: 'idle' } }, context);
}

function askManifest(state: KioskSyncState, live: LiveLink, { moment }: KioskContext): KioskStep {
  const link: LiveLink = { ...live, directory: { name: 'asked-manifest', askedAt: moment.mono } };
  return {
    state: { ...state, link },
    effects: [{ kind: 'send', connection: live.connection, frame: { type: 'fetch-manifest' } }],
  };
}

function fetchOrApply(
  state: KioskSyncState,
  live: LiveLink,
  { manifest, lacking }: Pick<Fetching, 'manifest' | 'lacking'>,
  { moment }: KioskContext,
): KioskStep {
  const wants = lacking
    .filter(([, hash]) => state.texts.get(hash)?.whole !== true)
    .map(([id, hash]) => ({ id, hash, from: state.texts.get(hash)?.text.length ?? 0 }));
  if (wants.length === 0) {
    const texts = new Map(lacking.map(([id, hash]) => [id, state.texts.get(hash)?.text ?? '']));
    const directory = { name: 'applying', mark: { rev: manifest.rev, digest: manifest.digest } } as const;
    return {
      state: { ...state, link: { ...live, directory } },
      effects: [{ kind: 'apply-documents', manifest, texts }],
    };
  }
  const directory = { name: 'fetching', askedAt: moment.mono, manifest, lacking } as const;
  return {
    state: { ...state, link: { ...live, directory } },
    effects: [
      {
        kind: 'send',
        connection: live.connection,
        frame: { type: 'fetch-documents', wants, maxChars: state.room },
      },
    ],
  };
}

/** The text with the part added, or `undefined` when the part isn't wanted or isn't the next one. */
function join(text: DocumentText | undefined, part: DocumentPart, work: Fetching): DocumentText | undefined {
  const known = text ?? { text: '', whole: false };
  const wanted = work.lacking.some(([id, hash]) => id === part.id && hash === part.hash);
  if (!wanted || known.whole || part.from !== known.text.length) return undefined;
  const joined = known.text + part.text;
  if (!part.last) return { text: joined, whole: false };
  // Damaged on the way, or the hub's mistake: from the start again.
  return documentHash(joined) === part.hash ? { text: joined, whole: true } : { text: '', whole: false };
}

function isSameMark(a: ManifestMark, b: ManifestMark | null): boolean {
  return a.rev === b?.rev && a.digest === b.digest;
}
