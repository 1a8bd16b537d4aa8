import { z } from 'zod';

/**
 * Everything the hub's API may answer instead of what was asked: HTTP status and plain words that say what to do.
 * `message` of an answer is these words, or more exact ones where the hub knows more.
 */
export const API_ERRORS = {
  'invalid-request': { status: 400, message: 'The request is not in the form this address expects.' },
  'import-failed': { status: 422, message: 'The files hold errors. Nothing was changed; see the report.' },
  'not-signed-in': { status: 401, message: 'Sign in first.' },
  'wrong-password': { status: 401, message: 'User name or password is wrong.' },
  'device-unknown': { status: 401, message: 'This phone is not known here. Sign in with a new code.' },
  'device-replaced': {
    status: 401,
    message: 'Another phone has taken this one’s place. Sign in with a new code to use this one again.',
  },
  'request-stale': {
    status: 401,
    message: 'This request is too old, or was sent before. Check the clock of the phone and try again.',
  },
  forbidden: { status: 403, message: 'Your account may not do this.' },
  'wrong-origin': { status: 403, message: 'The request came from another web site and was not carried out.' },
  'not-found': { status: 404, message: 'There is nothing at this address.' },
  'session-not-found': { status: 404, message: 'There is no such session.' },
  'person-not-found': { status: 404, message: 'There is no such person.' },
  'room-not-found': { status: 404, message: 'There is no such room.' },
  'section-not-found': { status: 404, message: 'There is no such section.' },
  'kiosk-not-found': { status: 404, message: 'There is no such kiosk.' },
  'user-not-found': { status: 404, message: 'There is no such account.' },
  'already-exists': { status: 409, message: 'That already exists.' },
  'session-not-open': { status: 409, message: 'The session is not open.' },
  'session-locked': { status: 409, message: 'The register is locked. Ask for a correction instead.' },
  'session-cancelled': { status: 409, message: 'The session is cancelled.' },
  'doors-not-open': { status: 409, message: 'It is too early or too late to open this session.' },
  'room-taken': { status: 409, message: 'Another session is on in this room.' },
  'not-enrolled': { status: 409, message: 'This person is not enrolled in the section.' },
  'card-in-use': { status: 409, message: 'Another person has this card.' },
  'card-not-usable': { status: 422, message: 'This card cannot be enrolled.' },
  'code-wrong': { status: 410, message: 'This code is wrong. Check it, or ask for a new one.' },
  'code-used': { status: 410, message: 'This code was used before. Ask for a new one.' },
  'code-expired': { status: 410, message: 'This code has expired. Get a new one.' },
  'ticket-invalid': { status: 410, message: 'This took too long. Scan the code again.' },
  'kept-too-late': {
    status: 410,
    message: 'This check-in was kept too long to be believed. Ask your teacher to mark you by hand.',
  },
  'kept-not-allowed': {
    status: 409,
    message: 'This phone may not send check-ins later. Ask your teacher to mark you by hand.',
  },
  'too-large': { status: 413, message: 'What was sent is too large.' },
  'unsupported-media-type': { status: 415, message: 'This address takes another kind of content.' },
  'too-many-requests': { status: 429, message: 'Too many tries. Wait a minute and try again.' },
  internal: { status: 500, message: 'Something went wrong in the hub. It has been logged.' },
  'disk-full': {
    status: 503,
    message:
      'The hub’s disk is full, so nothing can be recorded just now. What you sent was not kept; send it again later.',
  },
  unavailable: { status: 503, message: 'The hub is busy or stopping. Try again in a moment.' },
} as const;

export type ApiErrorCode = keyof typeof API_ERRORS;

/** The body of every answer that is not a success. */
export const ApiErrorSchema = z.strictObject({
  error: z.strictObject({
    code: z.enum(Object.keys(API_ERRORS) as [ApiErrorCode, ...ApiErrorCode[]]),
    message: z.string(),
    /** Where in the request: `body.pin: …`. */
    details: z.array(z.string()).optional(),
    retryAfterMs: z.int().min(0).optional(),
  }),
});
export type ApiError = z.infer<typeof ApiErrorSchema>;
