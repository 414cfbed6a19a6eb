/** E-mail through a mail server that the settings name. */

import { createTransport } from 'nodemailer';
import type { Log } from '../ports/log.ts';
import type { SendMail } from '../ports/mail.ts';

/** A letter that is not taken within this time is tried again later. */
const PATIENCE_MS = 15_000;

/**
 * Makes the way out.
 *
 * @param url `smtps://name:password@mail.example:465`
 * @param from address the letters come from
 */
export function mailThrough(url: string, from: string, log: Pick<Log, 'warn'>): SendMail {
  const transport = createTransport({
    url,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    // Whatever stands in a letter is text: no file of this machine is ever attached.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return async ({ to, subject, text }) => {
    try {
      // As one address, not as a list to be taken apart.
      await transport.sendMail({ from, to: { name: '', address: to }, subject, text });
      return true;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      log.warn('mail.refused', { code });
      return false;
    }
  };
}
