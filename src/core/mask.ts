/** Masks what could identify a person in open text before it is stored: phones, e-mails, links, accounts, long numbers. */

/** What was masked. */
export type MaskedType = 'phone' | 'email' | 'link' | 'handle' | 'number';

/** One masked stretch of the input; offsets in UTF-16 units of the input, `end` exclusive. */
export type MaskedSpan = { readonly start: number; readonly end: number; readonly type: MaskedType };

/** What stands in place of a masked stretch. */
export const MASKS: Readonly<Record<MaskedType, string>> = {
  phone: '[số điện thoại]',
  email: '[thư điện tử]',
  link: '[đường dẫn]',
  handle: '[tài khoản]',
  number: '[số]',
};

type Pattern = {
  readonly type: MaskedType;
  readonly find: RegExp;
  readonly fits?: (found: string) => boolean;
};

const TLD =
  '(?:com|vn|net|org|edu|info|gov|me|io|gg|tv|app|link|ly|xyz|site|online|top|club|co|asia|shop|page)';
/** Between the digits of one number: spaces, dots, hyphens, brackets. */
const GAP = '[\\s.()\\-–_/]{0,3}';

/** In this order: a longer reading takes its stretch before a shorter one can cut it up. */
const PATTERNS: readonly Pattern[] = [
  {
    type: 'email',
    find: /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+\s?@\s?[\p{L}\p{N}-]+(?:\s?\.\s?[\p{L}\p{N}-]{2,})+/giu,
  },
  {
    type: 'email',
    find: /(?<![a-z0-9._%+-])[a-z0-9._%+-]{2,}\s*(?:\(a\)|\[at\]|\(at\)|a còng|a cong|@)\s*(?:gmail|yahoo|outlook|hotmail|icloud)(?:\s*(?:\.|chấm|cham)\s*[a-z]{2,4}){0,2}/giu,
  },
  { type: 'link', find: /\b(?:https?|hxxps?):\/\/\S+/giu },
  { type: 'link', find: /\bwww\.\S+/giu },
  {
    type: 'link',
    find: new RegExp(
      `(?<![\\p{L}\\p{N}@.-])(?:[a-z0-9-]+\\.)+${TLD}(?:\\.vn)?(?:/\\S*)?(?![\\p{L}\\p{N}])`,
      'giu',
    ),
  },
  { type: 'handle', find: /(?<![\p{L}\p{N}])@[\p{L}\p{N}_][\p{L}\p{N}_.]{2,}/gu },
  {
    type: 'handle',
    find: /(?<=(?<!\p{L})(?:fb|facebook|phây|zalo|insta|instagram|ig|tiktok|tele|telegram|discord|roblox|nick|id|wechat|snap)\s*(?:[:=]|là|la|is|của em là|em là)\s*)[a-z0-9][a-z0-9._-]{2,}/giu,
    fits: (found) => /[\d._-]/.test(found),
  },
  {
    type: 'phone',
    find: new RegExp(`(?<![\\p{L}\\p{N}])(?:\\+|00(?=${GAP}84))${GAP}\\d(?:${GAP}\\d){8,13}(?!\\d)`, 'gu'),
  },
  {
    type: 'phone',
    find: new RegExp(`(?<!\\d)(?:0|84|o|O)${GAP}[1-9](?:${GAP}[\\doO]){7,9}(?![\\d])`, 'gu'),
    fits: hasDigits(8),
  },
  {
    type: 'phone',
    find: /(?<!\p{L})(?:(?:không|khong|một|mot|hai|ba|bốn|bon|tư|năm|nam|lăm|sáu|sau|bảy|bay|bẩy|tám|tam|chín|chin)[\s,.-]+){8,10}(?:không|khong|một|mot|hai|ba|bốn|bon|tư|năm|nam|lăm|sáu|sau|bảy|bay|bẩy|tám|tam|chín|chin)(?!\p{L})/giu,
  },
  { type: 'number', find: /(?<!\d)\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:19|20)\d{2}(?!\d)/gu },
  { type: 'number', find: new RegExp(`(?<!\\d)\\d(?:${GAP}\\d){8,}(?!\\d)`, 'gu') },
  { type: 'number', find: /(?<!\d)\d{6,}(?!\d)(?!\s?(?:đ|đồng|vnd|vnđ|k|nghìn|ngàn|triệu)(?!\p{L}))/giu },
];

/**
 * Masks phone numbers (spaced, dotted, +84, spelled out), e-mail addresses, links, accounts, dates of birth and long numbers.
 *
 * @param text any text; full-width digits and signs are seen as plain ones
 * @returns the masked text and what was masked, in order, not overlapping
 */
export function maskPersonalData(text: string): {
  readonly text: string;
  readonly spans: readonly MaskedSpan[];
} {
  const plain = narrow(text);
  const spans: MaskedSpan[] = [];
  for (const { type, find, fits } of PATTERNS) {
    for (const match of plain.matchAll(find)) {
      const span = { start: match.index, end: match.index + trimmedLength(match[0]), type };
      if (fits !== undefined && !fits(match[0])) continue;
      if (!spans.some((other) => span.start < other.end && other.start < span.end)) spans.push(span);
    }
  }
  spans.sort((one, other) => one.start - other.start);
  return { text: replaceSpans(text, spans), spans };
}

function replaceSpans(text: string, spans: readonly MaskedSpan[]): string {
  let masked = '';
  let at = 0;
  for (const { start, end, type } of spans) {
    masked += text.slice(at, start) + MASKS[type];
    at = end;
  }
  return masked + text.slice(at);
}

/** A sentence's punctuation is no part of what it ends with. */
function trimmedLength(found: string): number {
  return found.replace(/[\s.,;:!?)\]}"'”’]+$/u, '').length;
}

function hasDigits(least: number): (found: string) => boolean {
  return (found) => (found.match(/\d/g) ?? []).length >= least;
}

/** Full-width letters, digits and signs as their plain forms: one unit each, so offsets stay. */
function narrow(text: string): string {
  return text.replace(/[\uff01-\uff5e\u3000]/g, (wide) =>
    wide === '\u3000' ? ' ' : String.fromCharCode(wide.charCodeAt(0) - 0xfee0),
  );
}
