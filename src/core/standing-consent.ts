/** What a contact agreed to for later, until it says otherwise: to be invited again; and the words that end it. */

import { isProvinceCode, type LocalityCode } from './locality.ts';
import { agreementOf, plainOf, readWords, type Word } from './reply/words.ts';

/** What for. Each is agreed to and withdrawn by itself; the stop word withdraws all. */
export const STANDING_PURPOSES = ['invitation', 'reminder'] as const;

/** @see STANDING_PURPOSES */
export type StandingPurpose = (typeof STANDING_PURPOSES)[number];

/**
 * What was decided. Silence decides nothing.
 *
 * - `given`: by tapping or typing what the offer named; only `invitation` needs it
 * - `withdrawn`: by the stop word
 */
export type StandingDecision = 'given' | 'withdrawn';

/** Version of the words of the offer (`broadcast.offer`): grows when they come to mean something else. */
export const OFFER_WORDING = 1;

/** Whom an agreement is of, and where the child lives as far as it is known. It is kept encrypted. */
export type StandingHolder = { readonly contactId: string; readonly province: LocalityCode | null };

/** Length of a UUID as text. */
const ID_LENGTH = 36;

/** Stands for a province that is not known: as long as a code, so that a ciphertext does not tell. */
const UNKNOWN = '--';

/** Writes it, to be encrypted; always of the same length. */
export function writeHolder({ contactId, province }: StandingHolder): string {
  return `${contactId}${province ?? UNKNOWN}`;
}

/** Reads it back. */
export function readHolder(text: string): StandingHolder {
  const province = text.slice(ID_LENGTH);
  return { contactId: text.slice(0, ID_LENGTH), province: province === UNKNOWN ? null : province };
}

/** What a contact may say about it at any moment. */
export type StandingWord =
  | { readonly kind: 'stop' }
  /** Agrees to be invited. `province` as the offer's button carries it. */
  | { readonly kind: 'invite'; readonly province: LocalityCode | null }
  /** Follows an invitation or a reminder: opens this code, or takes up the walk it is in where there is none. */
  | { readonly kind: 'open'; readonly code: string | null };

/** How tokens of buttons under messages that we begin look; a walk's own have another second part. */
const TOKEN = /^b:_:(stop|invite|open)(?::([A-Z0-9]{2,12}))?$/;

/** Makes the token of a button; at most 64 bytes. */
export function standingToken(word: StandingWord): string {
  if (word.kind === 'stop') return 'b:_:stop';
  if (word.kind === 'open') return word.code === null ? 'b:_:open' : `b:_:open:${word.code}`;
  return word.province === null ? 'b:_:invite' : `b:_:invite:${word.province}`;
}

/** Reads a token back; `null` where it is a walk's own. */
export function readStandingToken(token: string): StandingWord | null {
  const [, kind, rest] = TOKEN.exec(token) ?? [];
  if (kind === 'stop') return { kind };
  if (kind === 'open') return { kind, code: rest ?? null };
  if (kind !== 'invite') return null;
  return { kind, province: rest !== undefined && isProvinceCode(rest) ? rest : null };
}

/** Longest message that can be nothing but such a word, in UTF-16 units. */
const LONGEST_WORD = 60;

type Phrases = ReadonlyMap<string, readonly (readonly Word[])[]>;

const COURTESY = new Set(['a', 'da', 'vang', 'please', 'nhe']);

/** Nothing else is meant by these, not even as an answer in one's own words. */
const STOP_ALWAYS = phrases(
  'dừng nhắc, dừng nhắc em, ngừng nhắc, dừng nhắc nhở, dừng nhắn, dừng nhắn tin, stop reminders, stop reminding me, stop messages',
);

/** These might be said of something else while words of one's own are asked for. */
const STOP_ELSEWHERE = phrases(
  'đừng nhắc nữa, đừng nhắc em nữa, đừng nhắn nữa, đừng nhắn tin nữa, không nhắc nữa, thôi nhắc, hủy nhắc, không nhận tin, không nhận tin nữa, hủy đăng ký, do not remind me, dont remind me, no more reminders, no more messages, unsubscribe',
);

const INVITE = phrases('mời em, mời em với, mời mình, invite me');

/**
 * Reads a whole message as such a word, with or without marks.
 *
 * @param asked what is pending: nothing, a question, or one that is answered in the child's own words
 */
export function readStandingWord(text: string, asked: 'nothing' | 'question' | 'words'): StandingWord | null {
  if (text.length > LONGEST_WORD) return null;
  const words = withoutCourtesy(readWords(text));
  if (isOneOf(words, STOP_ALWAYS)) return { kind: 'stop' };
  if (asked !== 'words' && isOneOf(words, STOP_ELSEWHERE)) return { kind: 'stop' };
  // Offered only once a walk is over.
  if (asked === 'nothing' && isOneOf(words, INVITE)) return { kind: 'invite', province: null };
  return null;
}

function phrases(list: string): Phrases {
  const found = new Map<string, (readonly Word[])[]>();
  for (const phrase of list.split(', ')) {
    const words = readWords(phrase);
    found.set(plainOf(words), [...(found.get(plainOf(words)) ?? []), words]);
  }
  return found;
}

function withoutCourtesy(words: readonly Word[]): readonly Word[] {
  return words.filter(({ plain }) => !COURTESY.has(plain));
}

function isOneOf(words: readonly Word[], list: Phrases): boolean {
  return (list.get(plainOf(words)) ?? []).some((meant) =>
    words.every((word, at) => {
      const other = meant[at];
      return other !== undefined && agreementOf(word, other) !== 'clash';
    }),
  );
}
