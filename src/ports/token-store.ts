/** Keeps the tokens of a vendor whose refresh token can be used only once. */

/** A pair of tokens. Secrets: stored encrypted, never logged. */
export type VendorTokens = { readonly accessToken: string; readonly refreshToken: string };

/** Storage of one channel's tokens, shared by every process that sends on it. */
export interface TokenStore {
  /** The newest saved pair; `null` before the first. */
  load(): Promise<VendorTokens | null>;
  /** Replaces the pair. When it resolves, a crash cannot lose it any more: the old refresh token is already void. */
  save(tokens: VendorTokens): Promise<void>;
}
