/** What a contact says for later: to be invited again, to be left in peace, to be forgotten; and the words for it. */

import { isProvinceCode, type LocalityCode } from './locality.ts';
import { agreementOf, plainOf, readWords, type Word } from './reply/words.ts';

/** What for. Each is agreed to and withdrawn by itself; the stop word withdraws all. */
export const STANDING_PURPOSES = ['invitation', 'reminder'] as const;

/** What may be decided: to get such messages or not, or that everything of the contact is erased. */
export type StandingPurpose = (typeof STANDING_PURPOSES)[number] | 'erasure';

/**
 * What was decided. Silence decides nothing.
 *
 * - `given`: by tapping or typing what the offer named; only `invitation` and `erasure` need it
 * - `withdrawn`: by the stop word
 */
export type StandingDecision = 'given' | 'withdrawn';

/** Version of the words of the offer (`broadcast.offer`): grows when they come to mean something else. */
export const OFFER_WORDING = 1;

/** Version of what is said before everything is erased (`erasure.ask`). */
export const ERASURE_WORDING = 1;

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
  /** Asks that everything is erased; nothing is done before `erase`. */
  | { readonly kind: 'ask-erase' }
  /** Wants it after having been told what that means. */
  | { readonly kind: 'erase' }
  /** Follows an invitation or a reminder: opens this code, or takes up the walk it is in where there is none. */
  | { readonly kind: 'open'; readonly code: string | null };

/** How tokens of buttons under messages that we begin look; a walk's own have another second part. */
const TOKEN = /^b:_:(stop|invite|open|erase)(?::([A-Z0-9]{2,12}))?$/;

/** Makes the token of a button; at most 64 bytes. */
export function standingToken(word: Exclude<StandingWord, { kind: 'ask-erase' }>): string {
  if (word.kind === 'stop' || word.kind === 'erase') return `b:_:${word.kind}`;
  if (word.kind === 'open') return word.code === null ? 'b:_:open' : `b:_:open:${word.code}`;
  return word.province === null ? 'b:_:invite' : `b:_:invite:${word.province}`;
}

/** Reads a token back; `null` where it is a walk's own. */
export function readStandingToken(token: string): StandingWord | null {
  const [, kind, rest] = TOKEN.exec(token) ?? [];
  if (kind === 'stop' || kind === 'erase') return { kind };
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

/** Said of what we keep, and of nothing else. */
const ASK_ERASE_ALWAYS = phrases(
  'xóa dữ liệu của em, xóa dữ liệu, xóa hết dữ liệu, xóa hết dữ liệu của em, xóa thông tin của em, xóa hết thông tin của em, xóa mọi thứ về em, quên em đi, hãy quên em, delete my data, erase my data, erase me, forget me, delete everything about me',
);

const ASK_ERASE_ELSEWHERE = phrases(
  'xóa hết, xóa hết đi, xóa tất cả, xóa em đi, erase everything, delete everything',
);

const ERASE = phrases(
  'đồng ý xóa, đồng ý xóa hết, em đồng ý xóa, yes erase, yes erase everything, yes delete',
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
  if (isOneOf(words, ERASE)) return { kind: 'erase' };
  if (isOneOf(words, ASK_ERASE_ALWAYS)) return { kind: 'ask-erase' };
  if (asked !== 'words' && isOneOf(words, STOP_ELSEWHERE)) return { kind: 'stop' };
  if (asked !== 'words' && isOneOf(words, ASK_ERASE_ELSEWHERE)) return { kind: 'ask-erase' };
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
