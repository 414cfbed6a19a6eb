/** How another system is called at an address that somebody typed. */

/** A call: a JSON body, signed. */
export type OutsideMessage = {
  readonly url: string;
  /** Id of the message; the same in every try. */
  readonly id: string;
  readonly body: string;
  /** `whsec_` and base64. */
  readonly secret: string;
  readonly at: Date;
  /** Which addresses may be called: as they were typed, and what their names lead to. */
  readonly allows: {
    readonly url: (url: string) => boolean;
    /** @param address of IPv4 or IPv6, without brackets */
    readonly address: (address: string) => boolean;
  };
};

/** How it ended. A status of 200 to 299 is an arrival, every other one is not. */
export type OutsideAnswer =
  | { readonly kind: 'answered'; readonly status: number }
  /** The address may not be called: it leads into our own network, or is no https. */
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'unreachable'; readonly why: 'name' | 'connection' | 'timeout' };

/**
 * Sends one message, signed as Standard Webhooks say, to an allowed address and nowhere else; never follows a redirect.
 *
 * @see https://www.standardwebhooks.com
 */
export type OutsideCall = (message: OutsideMessage) => Promise<OutsideAnswer>;
