/** The three ways a call to Zalo fails, told apart by who failed. None holds a URL, and so none a token. */

/** Zalo answered and said no. */
export class ZaloApiError extends Error {
  readonly method: string;
  /** Zalo's code: 400, 401, 403, 404, 408, 426, 429 … */
  readonly code: number;
  /** Zalo's words. */
  readonly description: string;

  constructor(method: string, code: number, description: string) {
    super(`Zalo refused ${method} (${code}: ${description})`);
    this.name = 'ZaloApiError';
    this.method = method;
    this.code = code;
    this.description = description;
  }
}

/** Something answered that is not the Zalo Bot API, such as a proxy with a page of HTML. */
export class ZaloHttpError extends Error {
  readonly method: string;
  /** The HTTP status. */
  readonly status: number;

  constructor(method: string, status: number) {
    super(`No readable answer to ${method} (HTTP ${status})`);
    this.name = 'ZaloHttpError';
    this.method = method;
    this.status = status;
  }
}

/** Nothing answered. Whether the call was carried out is unknown. */
export class ZaloNetworkError extends Error {
  readonly method: string;
  readonly why: 'timeout' | 'network';

  constructor(method: string, why: 'timeout' | 'network') {
    super(`No answer to ${method} (${why})`);
    this.name = 'ZaloNetworkError';
    this.method = method;
    this.why = why;
  }
}
