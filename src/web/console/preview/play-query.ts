/** The address of a moment of a preview: who plays, where, and all they did so far. Nothing of it is stored. */

import * as z from 'zod';
import type { AgeBand } from '../../../core/age-band.ts';
import type { ChannelName } from '../../../core/channel.ts';
import type { Flow } from '../../../core/flow/flow.ts';
import type { Language } from '../../../core/language.ts';
import type { LocalityCode } from '../../../core/locality.ts';
import { UNSUPPORTED_CONTENTS } from '../../../core/message.ts';
import { MAX_PREVIEW_INPUTS, PREVIEW_RUN, type PreviewInput } from '../../../usecases/preview-walk.ts';
import type { Visit } from '../console-route.ts';

/** Longest text that is typed in a preview, in UTF-16 units; children have more, but addresses end somewhere. */
export const MAX_PLAYED_TEXT = 500;

/** Longest record of what was done, in characters: servers take addresses of 8 to 16 thousand. */
const MAX_SAID = 6_000;

const SHORT_RUN = `b:${PREVIEW_RUN}:`;

/** A moment of a preview. */
export type PlayQuery = {
  readonly channel: ChannelName | 'all';
  readonly language: Language;
  readonly age: AgeBand | null;
  readonly place: LocalityCode | null;
  /** Whether a parent is asked as well. */
  readonly asksParents: boolean;
  readonly inputs: readonly PreviewInput[];
  /** Whether what was just done no longer finds room. */
  readonly isFull: boolean;
};

/** Reads it; whatever cannot be read is as if it had not been said. */
export function readPlayQuery({ c, ground }: Visit, flow: Flow): PlayQuery {
  const query = (name: string) => c.req.query(name) ?? '';
  const channels: readonly (ChannelName | 'all')[] = [...flow.channels, 'all'];
  const place = ground.gazetteer.find(query('place'));
  const before = decodeSaid(query('said'));
  const done = inputOf(query);
  const inputs = done === null ? before : [...before, done];
  const isFull = inputs.length > MAX_PREVIEW_INPUTS || encodeSaid(inputs).length > MAX_SAID;
  return {
    channel: channels.find((one) => one === query('channel')) ?? flow.channels[0] ?? 'web',
    language: flow.languages.find((one) => one === query('in')) ?? flow.languages[0] ?? 'vi',
    age:
      query('age') === 'ask'
        ? null
        : (flow.ageBands.find((one) => one === query('age')) ?? flow.ageBands[0] ?? null),
    place: place?.code ?? null,
    asksParents: query('parents') === 'yes',
    inputs: isFull ? before : inputs,
    isFull,
  };
}

/** What was just done: tapped, typed, or sent. */
function inputOf(query: (name: string) => string): PreviewInput | null {
  const [tap, text, sent] = [query('tap'), query('text'), query('send')];
  if (tap !== '') return { kind: 'tap', token: tap.slice(0, MAX_PLAYED_TEXT) };
  if (text !== '') return { kind: 'text', text: cut(text) };
  const what = UNSUPPORTED_CONTENTS.find((one) => one === sent);
  return what === undefined ? null : { kind: 'unsupported', what };
}

function cut(text: string): string {
  return text.slice(0, MAX_PLAYED_TEXT).toWellFormed();
}

/** The fields of a form that goes on from here, or begins anew where `inputs` are left out. */
export function fieldsOf(
  query: Omit<PlayQuery, 'inputs' | 'isFull' | 'asksParents'> & Partial<PlayQuery>,
): Readonly<Record<string, string>> {
  const { channel, language, age, place, asksParents, inputs = [] } = query;
  return {
    channel,
    in: language,
    age: age ?? 'ask',
    ...(place === null ? {} : { place }),
    ...(asksParents === true ? { parents: 'yes' } : {}),
    ...(inputs.length === 0 ? {} : { said: encodeSaid(inputs) }),
  };
}

/** The address of a moment. */
export function addressOf(address: string, query: Parameters<typeof fieldsOf>[0]): string {
  return `${address}?${new URLSearchParams(fieldsOf(query))}`;
}

const saidSchema = z
  .array(
    z
      .string()
      .min(2)
      .max(2 * MAX_PLAYED_TEXT),
  )
  .max(MAX_PREVIEW_INPUTS);

/** Writes what was done as characters that addresses take as they are. */
function encodeSaid(inputs: readonly PreviewInput[]): string {
  const short = inputs.map((input) => {
    switch (input.kind) {
      case 'text':
        return `w${input.text}`;
      case 'unsupported':
        return `u${input.what}`;
      case 'tap':
        return input.token.startsWith(SHORT_RUN)
          ? `t${input.token.slice(SHORT_RUN.length)}`
          : `b${input.token}`;
      default:
        return input satisfies never;
    }
  });
  const bytes = new TextEncoder().encode(JSON.stringify(short));
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function decodeSaid(said: string): readonly PreviewInput[] {
  if (said.length > MAX_SAID || !/^[\w-]+$/.test(said)) return [];
  try {
    const letters = atob(said.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    const short = saidSchema.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
    return short.success ? short.data.flatMap(inputFrom) : [];
  } catch {
    return [];
  }
}

function inputFrom(short: string): readonly PreviewInput[] {
  const rest = short.slice(1);
  switch (short.charAt(0)) {
    case 'w':
      return [{ kind: 'text', text: cut(rest) }];
    case 't':
      return [{ kind: 'tap', token: `${SHORT_RUN}${rest}` }];
    case 'b':
      return [{ kind: 'tap', token: rest }];
    default: {
      const what = UNSUPPORTED_CONTENTS.find((one) => `u${one}` === short);
      return what === undefined ? [] : [{ kind: 'unsupported', what }];
    }
  }
}
