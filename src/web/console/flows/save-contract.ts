/** What the script of a form and the server say to each other. */

/** The answer, as JSON. */
export type SaveAnswer =
  | {
      readonly kind: 'saved';
      /** The fingerprint of what is saved now: the next save goes out from it. */
      readonly base: string;
      readonly said: string;
      readonly found: Readonly<
        Record<string, readonly { readonly severity: string; readonly text: string }[]>
      >;
    }
  /** Nothing was saved; sent as a form, the same leads to a page that says more. */
  | { readonly kind: 'stopped'; readonly said: string };
