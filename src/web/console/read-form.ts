/** Reads the fields and files of a form that was sent, within limits. */

import type { Visit } from './console-route.ts';

/** Longest form without files, in bytes. An editor's page with 40 questions in two languages has some 100 kB. */
export const MAX_FORM_BYTES = 2 * 1024 * 1024;

/** Most fields of a form: a plan that asks all 3,321 communes one by one has four for each. */
const MAX_FIELDS = 20_000;

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
 * @returns `too-large` where more was announced or there are more than 20,000 fields, `unreadable` where the body is no form
 */
export async function readForm(
  { c }: Pick<Visit, 'c'>,
  maxBytes: number = MAX_FORM_BYTES,
): Promise<SentForm | 'too-large' | 'unreadable'> {
  const announced = Number(c.req.header('content-length') ?? Number.NaN);
  // Without a length nothing could stop a body that never ends.
  if (!Number.isFinite(announced)) return 'unreadable';
  if (announced > maxBytes) return 'too-large';
  const data = await fieldsOf(c.req.raw);
  if (data === 'too-large' || data === null) return data ?? 'unreadable';
  // Looked up by name again and again: a form's own look-up goes through all of its fields each time.
  const sent = new Map<string, (string | File)[]>();
  for (const [name, value] of data) {
    const values = sent.get(name);
    if (values === undefined) sent.set(name, [value]);
    else values.push(value);
  }
  return {
    text(name) {
      const first = sent.get(name)?.find((value) => typeof value === 'string');
      return first === undefined ? '' : tidy(first);
    },
    texts: (name) =>
      (sent.get(name) ?? []).flatMap((value) => (typeof value === 'string' ? [tidy(value)] : [])),
    names: [...sent.keys()],
    file(name) {
      const value = sent.get(name)?.[0];
      return value instanceof File && value.size > 0 ? value : null;
    },
  };
}

const AMPERSAND = 0x26;

/** The fields, counted before they are taken apart where that is possible; `null` where the body is no form. */
async function fieldsOf(request: Request): Promise<FormData | 'too-large' | null> {
  const type = request.headers.get('content-type') ?? '';
  const body = await request.arrayBuffer();
  if (type.startsWith('application/x-www-form-urlencoded')) {
    let fields = 1;
    for (const byte of new Uint8Array(body)) if (byte === AMPERSAND) fields += 1;
    if (fields > MAX_FIELDS) return 'too-large';
  }
  const data = await new Response(body, { headers: { 'content-type': type } }).formData().catch(() => null);
  if (data === null) return null;
  return [...data.keys()].length > MAX_FIELDS ? 'too-large' : data;
}

/** The largest that a revision's column holds. */
const LARGEST_REVISION = 2 ** 31 - 1;

/** The revision a form was drawn from; 0, which none has, where the field holds no whole number that could be one. */
export function revisionIn(form: Pick<SentForm, 'text'>, name: string): number {
  const typed = form.text(name);
  const revision = /^\d{1,10}$/.test(typed) ? Number(typed) : 0;
  return revision <= LARGEST_REVISION ? revision : 0;
}

function tidy(value: string): string {
  // No database takes a zero byte, and nobody can type one.
  return value.replaceAll('\0', '').replaceAll('\r\n', '\n').normalize('NFC').trim();
}
