import { API_ERRORS, type ApiError, type ApiErrorCode } from '#contracts/hub-api/api-error.ts';

type More = { readonly details?: readonly string[]; readonly retryAfterMs?: number };

/** Thrown by routes and the services under them to refuse a request; answered as JSON with the code's HTTP status. */
export class ApiFailure extends Error {
  readonly code: ApiErrorCode;
  readonly #more: More;

  constructor(code: ApiErrorCode, message: string = API_ERRORS[code].message, more: More = {}) {
    super(message);
    this.code = code;
    this.#more = more;
  }

  get status(): number {
    return API_ERRORS[this.code].status;
  }

  get retryAfterMs(): number | undefined {
    return this.#more.retryAfterMs;
  }

  body(): ApiError {
    const { details, retryAfterMs } = this.#more;
    return {
      error: {
        code: this.code,
        message: this.message,
        ...(details === undefined ? {} : { details: [...details] }),
        ...(retryAfterMs === undefined ? {} : { retryAfterMs: Math.max(0, Math.ceil(retryAfterMs)) }),
      },
    };
  }
}
