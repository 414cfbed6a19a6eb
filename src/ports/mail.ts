/** How e-mail leaves. */

/** A plain letter. */
export type Mail = { readonly to: string; readonly subject: string; readonly text: string };

/** Hands a letter to the mail server. @returns whether it was taken */
export type SendMail = (mail: Mail) => Promise<boolean>;
