import type { CodeRefusal, Offer, Ticket } from '#contracts/hub-api/check-in.ts';
import type { CheckInAnswer } from '#contracts/hub-api/check-in-answer.ts';
import type { HubProblem } from '../check-in/hub-api.ts';

/** Why this browser can't be a student's phone. */
export type Unusable = 'insecure' | 'no-storage' | 'no-keys';

/** A refusal or failure, to be told where it happened. The words are the page's, or the hub's where it knows more. */
export type Problem =
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'hub-says'; readonly code: string; readonly message: string };

/** What is known of a check-in before it is made: the hub's word, or only the code while the hub can't be reached. */
export type Claim =
  /** From the page that a code opened: still to be turned into a ticket. */
  | {
      readonly kind: 'stamp';
      readonly stamp: string;
      readonly offer: Offer;
      readonly code: string;
      readonly scannedAt: number;
    }
  | {
      readonly kind: 'ticket';
      readonly ticket: Ticket;
      readonly code: string | null;
      readonly scannedAt: number;
    }
  | { readonly kind: 'kept'; readonly code: string; readonly scannedAt: number };

/** Said under the camera's picture. */
export type ScanHint =
  /** Several codes in a row had changed before they arrived. */
  | 'keep-still'
  /** It is a code, but not one for checking in. */
  | 'not-a-check-in'
  /** A check-in code of somebody else's hub. */
  | 'other-hub'
  | 'wrong'
  | 'too-many'
  /** The code in the link that opened this page had changed already. */
  | 'link-expired'
  /** The ticket ran out before the check-in was made. */
  | 'took-too-long';

export type SignInReason = 'first' | 'device-unknown' | 'device-replaced';

/** Everything the page can be showing. */
export type StudentState =
  | { readonly name: 'starting' }
  | { readonly name: 'unusable'; readonly why: Unusable }
  | { readonly name: 'home' }
  /** The phone shows who it stands for to a kiosk's camera. */
  | { readonly name: 'pass' }
  /** Opened by a code: nothing happens before the person's own tap. */
  | {
      readonly name: 'confirm';
      readonly stamp: string;
      readonly offer: Offer;
      readonly code: string;
      readonly openedAt: number;
      readonly busy: boolean;
      readonly problem: Problem | null;
    }
  | {
      readonly name: 'sign-in';
      readonly why: SignInReason;
      /** To be done as soon as this phone is somebody's. */
      readonly claim: Claim | null;
      readonly busy: boolean;
      readonly problem: Problem | null;
    }
  | { readonly name: 'scanning'; readonly hint: ScanHint | null }
  | { readonly name: 'typing'; readonly busy: boolean; readonly problem: Problem | null }
  | {
      readonly name: 'sending';
      readonly offer: Offer | null;
      /** The hub could not be reached: the check-in is kept here and goes on being sent. */
      readonly kept: boolean;
    }
  | { readonly name: 'answered'; readonly answer: CheckInAnswer }
  /** The hub refused it for good. */
  | { readonly name: 'refused'; readonly problem: Problem };

export function hintOf(refusal: CodeRefusal): ScanHint {
  return refusal === 'expired' ? 'link-expired' : refusal;
}

export function problemOf(problem: HubProblem): Problem {
  if (problem.kind === 'unreachable') return problem;
  return { kind: 'hub-says', code: problem.code, message: problem.message };
}
