import { EMPTY_CLOCK_WINDOW } from './clock-window.ts';
import type { Challenge, Hello, Welcome } from './frames.ts';
import { helloBytes, welcomeBytes } from './handshake.ts';
import { sendHeartbeat } from './kiosk-heartbeat.ts';
import { acceptRefusal, loseLink } from './kiosk-link.ts';
import { resumeAt } from './kiosk-resume.ts';
import type { KioskContext, KioskEffect, KioskStep, KioskSyncState, Link, LiveLink } from './kiosk-state.ts';
import { pushNext } from './kiosk-upload.ts';

type Greeting = Extract<Link, { name: 'greeting' }>;

/** Answers the hub's challenge, if it is the hub this kiosk enrolled with and they have a version in common. */
export function answerChallenge(
  state: KioskSyncState,
  connecting: Extract<Link, { name: 'connecting' }>,
  challenge: Challenge,
  context: KioskContext,
): KioskStep {
  const { self } = context;
  if (!self.knowsHub(challenge.keyId))
    return loseLink(state, 'another hub answered at this address', context);
  if (challenge.v[0] > self.versions[1]) {
    const text = 'This kiosk is too old for its hub: update it.';
    return acceptRefusal(state, { type: 'refuse', reason: 'too-old', text }, context);
  }
  if (challenge.v[1] < self.versions[0]) {
    const text = 'The hub is too old for this kiosk: update the hub.';
    return acceptRefusal(state, { type: 'refuse', reason: 'too-old', text }, context);
  }
  const hello = helloFor(challenge, context);
  return {
    state: { ...state, link: { ...connecting, name: 'greeting', challenge, hello } },
    effects: [{ kind: 'send', connection: connecting.connection, frame: hello }],
  };
}

function helloFor(challenge: Challenge, { moment, view, self }: KioskContext): Hello {
  const { seq, hash } = view.ledger.acked();
  const said = {
    type: 'hello',
    v: self.versions,
    kiosk: self.kiosk,
    app: self.app,
    start: self.start,
    epoch: view.ledger.epoch(),
    head: view.ledger.head(),
    acked: { seq, hash },
    feed: view.ledger.feedCursor(),
    manifest: view.directory.mark(),
    clock: { boot: moment.boot, wall: moment.wall, mono: moment.mono },
    nonce: moment.nonce(),
  } as const;
  return { ...said, signature: self.sign(helloBytes(said, challenge)) };
}

/** The hub proved itself and said where it stands: take up the ledger there. */
export function acceptWelcome(
  state: KioskSyncState,
  greeting: Greeting,
  welcome: Welcome,
  context: KioskContext,
): KioskStep {
  const { moment, self } = context;
  const nonces = { hub: greeting.challenge.nonce, kiosk: greeting.hello.nonce };
  const said = welcomeBytes(welcome, nonces, self.keyId);
  if (!self.isSignedByHub(greeting.challenge.keyId, said, welcome.signature)) {
    return loseLink(state, "the welcome isn't signed by this kiosk's hub", context);
  }
  const noted = notesOf(welcome);
  const resumed = resumeAt(state, welcome.head, welcome.archivedSeq, context);
  if (resumed.state.link.name !== 'greeting') {
    return { state: resumed.state, effects: [...noted, ...resumed.effects] };
  }
  const live: LiveLink = {
    name: 'live',
    connection: greeting.connection,
    since: moment.mono,
    timings: welcome.timings,
    heardAt: moment.mono,
    beatAt: moment.mono,
    upload: { name: 'idle' },
    progressAt: moment.mono,
    hub: null,
    feed: { name: 'idle' },
    offered: null,
    directory: { name: 'idle' },
    clock: EMPTY_CLOCK_WINDOW,
  };
  const beat = sendHeartbeat(live, context);
  const pushed = pushNext({ ...state, offlineSince: null }, beat.live, welcome.head.seq, context);
  return { state: pushed.state, effects: [...noted, ...resumed.effects, ...beat.effects, ...pushed.effects] };
}

function notesOf(welcome: Welcome): readonly KioskEffect[] {
  const opening: KioskEffect = { kind: 'note-opening', number: welcome.highestOpening };
  if (welcome.nextHubKey === null) return [opening];
  return [opening, { kind: 'tell-next-hub-key', key: welcome.nextHubKey }];
}
