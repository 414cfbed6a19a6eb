/** Finds e-mail addresses, links and accounts. */

import type { PersonalSpan } from './span.ts';
import type { Token, Tokens } from './token.ts';
import { CUES } from './words.ts';

const TLD =
  '(?:com|vn|net|org|edu|info|gov|me|io|gg|tv|app|link|ly|xyz|site|online|top|club|co|asia|shop|page)';

const EMAILS = [
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+\s?@\s?[\p{L}\p{N}-]+(?:\s?\.\s?[\p{L}\p{N}-]{2,})+/giu,
  /(?<![a-z0-9._%+-])[a-z0-9._%+-]{2,}\s*(?:\(a\)|\[at\]|\(at\)|a còng|a cong|@)\s*(?:gmail|gmai|yahoo|outlook|hotmail|icloud)(?:\s*(?:\.|chấm|cham)\s*[a-z]{2,4}){0,2}/giu,
  /(?<![a-z0-9._%+-])[a-z][a-z0-9._-]{3,}\d[a-z0-9._-]*\s+(?:gmail|yahoo)(?:\s*\.?\s*com)?(?!\p{L})/giu,
];

const LINKS = [
  /\b(?:https?|hxxps?):\/\/\S+/giu,
  /\bwww\.\S+/giu,
  new RegExp(`(?<![\\p{L}\\p{N}@.-])(?:[a-z0-9-]+\\.)+${TLD}(?:\\.vn)?(?:/\\S*)?(?![\\p{L}\\p{N}])`, 'giu'),
];

/** Addresses at which people have pages of their own. */
const PROFILE =
  /^(?:\w+:\/\/)?(?:www\.|m\.)?(?:fb|facebook|zalo|tiktok|instagram|t|youtube|discord|threads)\.\w+\//iu;

const AT_NAME = /(?<![\p{L}\p{N}])@[\p{L}\p{N}_][\p{L}\p{N}_.]{2,}/gu;

/** Finds them, e-mail addresses before links. @param plain the text with full-width signs as plain ones */
export function findContacts(plain: string): readonly PersonalSpan[] {
  if (!/[@.:]|còng|cong|mail|yahoo/iu.test(plain)) return [];
  const found: PersonalSpan[] = [];
  for (const find of EMAILS) found.push(...matches(plain, find, 'email'));
  for (const find of LINKS) {
    for (const span of matches(plain, find, 'link')) {
      const isProfile = PROFILE.test(plain.slice(span.start, span.end));
      found.push(isProfile ? { ...span, type: 'handle' } : span);
    }
  }
  found.push(...matches(plain, AT_NAME, 'handle'));
  return found;
}

function matches(plain: string, find: RegExp, type: PersonalSpan['type']): PersonalSpan[] {
  return [...plain.matchAll(find)].map((match) => ({
    start: match.index,
    end: match.index + match[0].replace(/[\s.,;:!?)\]}"'”’]+$/u, '').length,
    type,
  }));
}

/** Words between "nick" and what it is. */
const FILL =
  /^(?:của|cua|em|e|mình|mik|mk|tớ|con|cháu|tui|tôi|t|bạn|bn|ấy|là|la|is|ten|tên|game|ở|này|nè|đây|số|nick|acc|name|roblox|bạn ấy|nó|anh|chị|bé)$/iu;

/** Most words between. */
const MOST_FILL = 5;

/** Finds what stands behind "nick", "fb", "id" and the like. */
export function findAccounts(tokens: Tokens): readonly PersonalSpan[] {
  const found: PersonalSpan[] = [];
  for (let at = 0; at < tokens.list.length; at += 1) {
    const cue = CUES.accounts.lengthAt(tokens, at);
    if (cue === 0) continue;
    const span = accountAfter(tokens, at + cue) ?? numberAfter(tokens, at, cue);
    if (span !== null) found.push(span);
    at += cue - 1;
  }
  return found;
}

function accountAfter({ text, list }: Tokens, from: number): PersonalSpan | null {
  let at = from;
  let told = false;
  while (at < list.length && at < from + MOST_FILL) {
    const token = list[at];
    if (token === undefined || /[,;!?\n]|\.\s/u.test(token.gap)) return null;
    if (/[:=]/.test(token.gap)) told = true;
    if (told || !FILL.test(token.text)) break;
    if (/^(?:là|la|is|tên|ten)$/iu.test(token.text)) told = true;
    at += 1;
  }
  while (told && /^(?:là|la)$/iu.test(list[at]?.text ?? '')) at += 1;
  const token = list[at];
  if (token === undefined) return null;
  const end = endOfAccount(text, token);
  const word = text.slice(token.start, end);
  const isMade = /[\d_]|\p{L}[._-]\p{L}|\p{Ll}\p{Lu}/u.test(word) && /\p{L}/u.test(word);
  if (isMade) return { start: token.start, end, type: 'handle' };
  const isPair = at === from && token.capital && list[at + 1]?.capital === true && list[at + 1]?.gap === ' ';
  const isChat = /^(?:fb|face|nick|acc|ig|tiktok|zalo|insta)$/u.test(list[from - 1]?.text ?? '');
  if ((told && token.capital) || (isPair && isChat))
    return { start: token.start, end: endOfRun(list, at), type: 'handle' };
  return null;
}

/** A player's number: behind "id", not behind "zalo", where it is a phone. */
function numberAfter({ list }: Tokens, from: number, cue: number): PersonalSpan | null {
  const words = list.slice(from, from + cue).map(({ folded }) => folded);
  if (
    !/^(?:id|ff|free fire|lien quan|roblox|uid|discord|acc|id game|blox fruit|minecraft)$/.test(
      words.join(' '),
    )
  )
    return null;
  const token = list.slice(from + cue, from + cue + MOST_FILL).find(({ text }) => /^\d{6,}$/.test(text));
  return token === undefined ? null : { start: token.start, end: token.end, type: 'handle' };
}

/** Up to the next space. */
function endOfAccount(text: string, { start }: Token): number {
  const word = /^\S+/u.exec(text.slice(start))?.[0] ?? '';
  return start + word.replace(/[.,;:!?)\]}"'”’]+$/u, '').length;
}

/** A name of several words: each with a capital letter. */
function endOfRun(list: readonly Token[], from: number): number {
  let at = from;
  while (at - from < 5 && list[at + 1]?.capital === true && list[at + 1]?.gap === ' ') at += 1;
  return list[at]?.end ?? 0;
}
