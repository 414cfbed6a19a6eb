/** What a contact says for later: to be invited again, to be left in peace, to be forgotten; and the words for it. */

import type { ConsultationId } from './consultation.ts';
import { isProvinceCode, type LocalityCode } from './locality.ts';
import { agreementOf, plainOf, readWords, type Word } from './reply/words.ts';

/** What for. Each is agreed to and withdrawn by itself; the stop word withdraws all. */
export const STANDING_PURPOSES = ['invitation', 'reminder'] as const;

/**
 * What may be decided: to get such messages or not, to hear what came of one consultation, that everything of the contact is
 * erased, or that a walk was taken back (`withdrawal`, which waits for the job that erases what is left of it).
 */
export type StandingPurpose = (typeof STANDING_PURPOSES)[number] | 'hearing-back' | 'erasure' | 'withdrawal';

/**
 * What was decided. Silence decides nothing.
 *
 * - `given`: by tapping or typing what the offer named; only `invitation` and `erasure` need it
 * - `withdrawn`: by the stop word
 */
export type StandingDecision = 'given' | 'withdrawn';

/** Version of the words of the offer (`broadcast.offer`): grows when they come to mean something else. */
export const OFFER_WORDING = 2;

/** Version of the words that offer to tell what came of it (`broadcast.offer` as well). */
export const HEARING_WORDING = 1;

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
  /** Wants to hear what came of a consultation; `null`: of the one just answered. */
  | { readonly kind: 'hear'; readonly consultation: ConsultationId | null }
  | { readonly kind: 'stop-hearing' }
  | { readonly kind: 'stop-inviting' }
  /** Takes back what it answered in the walk it is in. */
  | { readonly kind: 'withdraw' }
  /** Asks that everything is erased; nothing is done before `erase`. */
  | { readonly kind: 'ask-erase' }
  /** Wants it after having been told what that means. */
  | { readonly kind: 'erase' }
  /** Follows an invitation or a reminder: opens this code, or takes up the walk it is in where there is none. */
  | { readonly kind: 'open'; readonly code: string | null };

/** How tokens of buttons under messages that we begin look; a walk's own have another second part. */
const TOKEN = /^b:_:(stop|invite|open|erase)(?::([A-Z0-9]{2,12}))?$/;

/** The one that names a consultation. */
const HEAR_TOKEN = /^b:_:hear:([0-9a-f-]{36})$/;

/** Words that a button stands for. */
type ButtonWord = Extract<
  StandingWord,
  { kind: 'stop' | 'invite' | 'open' | 'erase' } | { kind: 'hear'; consultation: ConsultationId | null }
>;

/** Makes the token of a button; at most 64 bytes. */
export function standingToken(word: ButtonWord): string {
  switch (word.kind) {
    case 'open':
      return word.code === null ? 'b:_:open' : `b:_:open:${word.code}`;
    case 'invite':
      return word.province === null ? 'b:_:invite' : `b:_:invite:${word.province}`;
    case 'hear':
      return `b:_:hear:${word.consultation ?? ''}`;
    default:
      return `b:_:${word.kind}`;
  }
}

/** Reads a token back; `null` where it is a walk's own. */
export function readStandingToken(token: string): StandingWord | null {
  const consultation = HEAR_TOKEN.exec(token)?.[1];
  if (consultation !== undefined) return { kind: 'hear', consultation };
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

/** Named by what every child is told before it agrees, so it is heard everywhere. */
const WITHDRAW_ALWAYS = phrases(
  'rút lại, em rút lại, cho em rút lại, em muốn rút lại, em xin rút lại, rút lại hết, em rút lại hết, rút lại câu trả lời, rút lại câu trả lời của em, em rút lại câu trả lời, em rút lại câu trả lời của em, rút lại phiếu, rút lại đồng ý, rút lại sự đồng ý, em rút lại đồng ý, withdraw, withdraw consent, withdraw my consent, i withdraw, i want to withdraw, withdraw my answers, take back my answers',
);

const WITHDRAW_ELSEWHERE = phrases(
  'không tham gia nữa, em không tham gia nữa, không muốn tham gia nữa, em không muốn tham gia nữa, không đồng ý nữa, em không đồng ý nữa, delete my answers, i do not agree any more',
);

const STOP_HEARING = phrases(
  'đừng báo nữa, đừng báo em nữa, đừng báo cho em nữa, dừng báo, dừng báo em, dừng báo tin, không báo nữa, thôi báo, khỏi báo, khỏi báo em, stop telling me, do not tell me, dont tell me',
);

const STOP_INVITING = phrases(
  'đừng mời nữa, đừng mời em nữa, dừng mời, dừng mời em, không mời nữa, thôi mời, khỏi mời, khỏi mời em, stop inviting me, do not invite me, dont invite me',
);

const HEAR = phrases(
  'báo em, báo em với, báo em biết, báo cho em, báo cho em biết, báo mình, nhắn báo em, tell me, let me know',
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
  if (isOneOf(words, WITHDRAW_ALWAYS)) return { kind: 'withdraw' };
  if (isOneOf(words, STOP_HEARING)) return { kind: 'stop-hearing' };
  if (isOneOf(words, STOP_INVITING)) return { kind: 'stop-inviting' };
  if (isOneOf(words, ASK_ERASE_ALWAYS)) return { kind: 'ask-erase' };
  if (asked !== 'words' && isOneOf(words, STOP_ELSEWHERE)) return { kind: 'stop' };
  if (asked !== 'words' && isOneOf(words, ASK_ERASE_ELSEWHERE)) return { kind: 'ask-erase' };
  if (asked !== 'words' && isOneOf(words, WITHDRAW_ELSEWHERE)) return { kind: 'withdraw' };
  // Offered only once a walk is over.
  if (asked === 'nothing' && isOneOf(words, HEAR)) return { kind: 'hear', consultation: null };
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
