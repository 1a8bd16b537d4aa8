import { unreachable } from '#domain/unreachable.ts';
import type { DownFrame } from './frames.ts';
import { acceptDocuments, acceptManifest, noteApplied, pullDirectory } from './kiosk-directory.ts';
import { acceptFeed, acceptOfferStored, pullFeed } from './kiosk-feed.ts';
import { acceptWelcome, answerChallenge } from './kiosk-greeting.ts';
import { hearHeartbeat, type LiveStep } from './kiosk-heartbeat.ts';
import { acceptRefusal, connectionOf, dial, loseLink, stop } from './kiosk-link.ts';
import type { KioskContext, KioskInput, KioskStep, KioskSyncState, LiveLink } from './kiosk-state.ts';
import { tick } from './kiosk-tick.ts';
import { acceptAck, acceptFork, acceptGap, acceptWait, pushNext } from './kiosk-upload.ts';

/**
 * The kiosk's half of kiosk-sync: what follows from what just happened. Decides everything and does nothing; whoever runs
 * it does the effects in order. Inputs that mean nothing in a state change nothing.
 */
export function kioskStep(state: KioskSyncState, input: KioskInput, context: KioskContext): KioskStep {
  const { link } = state;
  switch (input.kind) {
    case 'start':
      return link.name === 'stopped' ? dial(state, context) : { state, effects: [] };
    case 'stop':
      return stop(state);
    case 'tick':
      return tick(state, input.heard, context);
    case 'closed':
      return input.connection === connectionOf(link)
        ? loseLink(state, input.why, context)
        : { state, effects: [] };
    case 'network-changed':
      return link.name === 'backing-off' || link.name === 'refused'
        ? dial(state, context)
        : { state, effects: [] };
    case 'appended':
      return link.name === 'live' ? noteAppended(state, link, context) : { state, effects: [] };
    case 'applied':
      return noteApplied(state, input, context);
    case 'frame':
      return input.connection === connectionOf(link)
        ? hear(state, input.frame, context)
        : { state, effects: [] };
    default:
      return unreachable(input);
  }
}

function noteAppended(state: KioskSyncState, live: LiveLink, context: KioskContext): KioskStep {
  if (live.upload.name !== 'idle') return { state, effects: [] };
  const waiting = { ...live, progressAt: context.moment.mono };
  return pushNext(state, waiting, context.view.ledger.acked().seq, context);
}

function hear(state: KioskSyncState, frame: DownFrame, context: KioskContext): KioskStep {
  if (frame.type === 'refuse') return acceptRefusal(state, frame, context);
  const { link } = state;
  if (link.name === 'connecting' && frame.type === 'challenge')
    return answerChallenge(state, link, frame, context);
  if (link.name === 'greeting' && frame.type === 'welcome') return acceptWelcome(state, link, frame, context);
  if (link.name !== 'live') return { state, effects: [] };
  const heard: LiveLink = { ...link, heardAt: context.moment.mono };
  return hearLive({ ...state, link: heard }, heard, frame, context);
}

function hearLive(state: KioskSyncState, live: LiveLink, frame: DownFrame, context: KioskContext): KioskStep {
  switch (frame.type) {
    case 'ack':
      return acceptAck(state, live, frame, context);
    case 'wait':
      return acceptWait(state, live, frame, context);
    case 'gap':
      return acceptGap(state, live, frame, context);
    case 'fork':
      return acceptFork(state, live, frame, context);
    case 'heartbeat':
      return pullAfter(state, hearHeartbeat(live, frame, context), context);
    case 'manifest':
      return acceptManifest(state, live, frame, context);
    case 'documents':
      return acceptDocuments(state, live, frame, context);
    case 'feed':
      return acceptFeed(state, live, frame, context);
    case 'offer-stored':
      return acceptOfferStored(state, live, frame, context);
    case 'challenge':
    case 'welcome':
    case 'refuse':
      return { state, effects: [] };
    default:
      return unreachable(frame);
  }
}

/** A heartbeat says what the hub has: ask for what is lacking here. */
function pullAfter(state: KioskSyncState, heard: LiveStep, context: KioskContext): KioskStep {
  const fed = pullFeed(state, heard.live, context);
  const { link } = fed.state;
  if (link.name !== 'live') return fed;
  const directed = pullDirectory(fed.state, link, context);
  return { state: directed.state, effects: [...heard.effects, ...fed.effects, ...directed.effects] };
}
