import { GENESIS } from '#domain/ledger/chain.ts';
import type { Hello, RefusalReason, Welcome } from './frames.ts';
import { helloBytes, keyIdOf, welcomeBytes } from './handshake.ts';
import { hubHeartbeat } from './hub-heartbeat.ts';
import type { HubContext, HubSession, HubStep, LiveSession } from './hub-session-state.ts';

const TEXTS: Record<RefusalReason, string> = {
  revoked: 'This kiosk was revoked at the hub. Enrol it again to use it.',
  'too-old': 'This kiosk is too old for its hub: update it.',
  'not-enrolled': 'The hub does not know this kiosk. Enrol it again.',
  superseded:
    'Another machine with the identity of this kiosk connected. If this goes on, one is a copy: enrol it anew.',
  'bad-signature': "The hub could not verify this kiosk's key. Enrol it again.",
  copied:
    'Another machine with the identity of this kiosk is in use. What is recorded here is kept but not sent: switch the other one off, or enrol this one anew.',
  busy: 'The hub is busy.',
};

/** Says why, and hangs up. */
export function refuse(reason: RefusalReason): HubStep {
  return {
    session: { name: 'closed' },
    effects: [
      { kind: 'send', frame: { type: 'refuse', reason, text: TEXTS[reason] } },
      { kind: 'close', why: reason },
    ],
  };
}

export function challenge(nonce: string, { moment, self }: HubContext): HubStep {
  return {
    session: { name: 'challenged', since: moment.mono, nonce },
    effects: [{ kind: 'send', frame: { type: 'challenge', v: self.versions, keyId: self.keyId, nonce } }],
  };
}

/** Lets in a kiosk that proved who it is, and says where the hub stands with its ledger. */
export function greet(
  session: Extract<HubSession, { name: 'challenged' }>,
  hello: Hello,
  context: HubContext,
): HubStep {
  const { view, self, moment } = context;
  if (hello.v[1] < self.versions[0]) return refuse('too-old');
  const standing = view.directory.kioskStanding(hello.kiosk);
  if (standing === undefined) return refuse('not-enrolled');
  if (standing.revoked) return refuse('revoked');
  const signed = helloBytes(hello, { keyId: self.keyId, nonce: session.nonce });
  if (!self.isSignedBy(standing.publicKey, signed, hello.signature)) return refuse('bad-signature');
  if (provesRestore(hello, context)) {
    // What comes next depends on the new generation; the kiosk is back in a second.
    return {
      session: { name: 'closed' },
      effects: [{ kind: 'note-restored' }, { kind: 'close', why: 'restored' }],
    };
  }
  const verdict = view.judgeMachine(hello.kiosk, hello.start, session.since);
  if (verdict === 'copied') return refuse('copied');
  if (verdict === 'stale') {
    return {
      session: { name: 'closed' },
      effects: [{ kind: 'close', why: 'the machine has been started anew' }],
    };
  }
  const live: LiveSession = {
    name: 'live',
    kiosk: hello.kiosk,
    hello,
    heardAt: moment.mono,
    beatAt: moment.mono,
    storing: null,
    next: null,
    watermark: null,
    told: { clock: null, check: null },
  };
  return {
    session: live,
    effects: [
      { kind: 'claim', kiosk: hello.kiosk },
      { kind: 'send', frame: welcomeFor(hello, session.nonce, keyIdOf(standing.publicKey), context) },
      { kind: 'send', frame: hubHeartbeat(live, null, context) },
    ],
  };
}

/**
 * This kiosk was told more of the feed than this database knows to have been told, or heard more acknowledged than is here,
 * in this very generation: somebody put an older copy back and told nobody, or the disk had lied about what was on it.
 * What has been written since may have filled the same places again, so the run in which it was told counts, not the place alone.
 * Once in a run: of a generation drawn in this one every word was said by this very program, whose database nobody can put back
 * without ending it. Whoever claims that again is wrong or lies, and would have all kiosks give back everything with each hello.
 */
function provesRestore({ kiosk, epoch, feed, acked }: Hello, { view }: HubContext): boolean {
  const { events, directory, foundRestored } = view;
  if (foundRestored || feed.generation !== directory.generation()) return false;
  const end = feed.run === null ? Number.POSITIVE_INFINITY : directory.endOfRun(feed.run);
  if (end === undefined || feed.position > end) return true;
  return acked.seq > (events.headOf(kiosk, epoch)?.seq ?? 0);
}

function welcomeFor(
  hello: Hello,
  nonce: string,
  kioskKeyId: string,
  { view, self, timings, moment }: HubContext,
): Welcome {
  const { kiosk, epoch } = hello;
  const said = {
    type: 'welcome',
    v: Math.min(hello.v[1], self.versions[1]),
    head: view.events.headOf(kiosk, epoch) ?? { seq: 0, hash: GENESIS },
    archivedSeq: view.events.archivedSeq(kiosk, epoch),
    highestOpening: view.events.highestOpening(kiosk),
    generation: view.directory.generation(),
    timings: { heartbeatMs: timings.heartbeatMs, deadMs: timings.deadMs },
    now: moment.now,
    nextHubKey: self.nextHubKey,
  } as const;
  const nonces = { hub: nonce, kiosk: hello.nonce };
  return { ...said, signature: self.sign(welcomeBytes(said, nonces, kioskKeyId)) };
}
