/** Reads the fields and files of a form that was sent, within limits. */

import type { Visit } from './console-route.ts';

/** Longest form without files, in bytes. An editor's page with 40 questions in two languages has some 100 kB. */
export const MAX_FORM_BYTES = 2 * 1024 * 1024;

/** A form that was sent. Texts come NFC, trimmed, with plain line breaks. */
export type SentForm = {
  /** The field's only or first text; empty where there is none. */
  readonly text: (name: string) => string;
  /** All texts of a name: ticked boxes. */
  readonly texts: (name: string) => readonly string[];
  readonly names: readonly string[];
  /** A file that was chosen; `null` where none was. */
  readonly file: (name: string) => File | null;
};

/**
 * Reads it.
 *
 * @param maxBytes of the whole body
 * @returns `too-large` once more was announced, `unreadable` where the body is no form
 */
export async function readForm(
  { c }: Pick<Visit, 'c'>,
  maxBytes: number = MAX_FORM_BYTES,
): Promise<SentForm | 'too-large' | 'unreadable'> {
  const announced = Number(c.req.header('content-length') ?? Number.NaN);
  // Without a length nothing could stop a body that never ends.
  if (!Number.isFinite(announced)) return 'unreadable';
  if (announced > maxBytes) return 'too-large';
  const data = await c.req.raw.formData().catch(() => null);
  if (data === null) return 'unreadable';
  const texts = (name: string) =>
    data.getAll(name).flatMap((value) => (typeof value === 'string' ? [tidy(value)] : []));
  return {
    text: (name) => texts(name)[0] ?? '',
    texts,
    names: [...new Set(data.keys())],
    file(name) {
      const value = data.get(name);
      return value instanceof File && value.size > 0 ? value : null;
    },
  };
}

function tidy(value: string): string {
  return value.replaceAll('\r\n', '\n').normalize('NFC').trim();
}
