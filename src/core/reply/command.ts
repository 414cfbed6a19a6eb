/** Reads what a child may say at any moment: skip, back, stop, help, another language, start over, another child. */

import { barerForms } from './courtesy.ts';
import { writeOut } from './shorthand.ts';
import { agreementOf, plainOf, readWords, type Word } from './words.ts';

/** A command. `language` names the wanted one where the child did. */
export type Command =
  | { readonly read: 'skip' | 'back' | 'stop' | 'help' | 'restart' | 'another' | Extra }
  | { readonly read: 'language'; readonly language: string | null };

/** Words that are commands only where they are offered: keep the old answer, done picking, more places, none of these. */
export type Extra = 'keep' | 'done' | 'more' | 'other';

const EXTRAS: ReadonlySet<string> = new Set<Extra>(['keep', 'done', 'more', 'other']);

const PHRASES: readonly (readonly [command: Command, phrases: string])[] = [
  [
    { read: 'skip' },
    'bỏ qua, bỏ wa, bỏ, skip, bỏ câu này, bỏ qua câu này, qua câu khác, qua câu này, sang câu khác, câu khác, câu tiếp, câu tiếp theo, tiếp, tiếp theo, next, pass, không trả lời, không muốn trả lời, không muốn nói, không trả lời câu này, không muốn trả lời câu này, không muốn nói câu này, em không muốn trả lời, skip this, skip it, skip this question, next question, câu kế, câu sau, cho qua',
  ],
  [
    { read: 'back' },
    'quay lại, back, trở lại, lùi lại, lùi, câu trước, quay lại câu trước, trở lại câu trước, quay về, quay về câu trước, go back, previous, sửa câu trước, làm lại câu trước, sửa lại',
  ],
  [
    { read: 'stop' },
    'dừng, dừng lại, dừng ở đây, dừng thôi, thôi, stop, ngừng, ngưng, ngừng lại, kết thúc, thoát, quit, exit, cancel, hủy, không làm nữa, không trả lời nữa, không chơi nữa, không muốn làm nữa, không muốn trả lời nữa, nghỉ thôi, thôi không làm nữa, thôi dừng, để sau, mai làm tiếp, i want to stop, bye, tạm biệt',
  ],
  [
    { read: 'help' },
    'giúp, trợ giúp, help, giúp em, giúp với, giúp em với, giúp mình, giúp tôi, hướng dẫn, chỉ em, không hiểu, không hiểu câu này, không hiểu câu hỏi, chưa hiểu, là sao, nghĩa là sao, nghĩa là gì, là gì, help me, what, i dont understand, huh, i need help, need help, cần giúp, cần giúp đỡ, giúp đỡ, làm sao, làm thế nào, phải làm sao, phải làm gì, làm gì',
  ],
  [
    { read: 'restart' },
    'làm lại từ đầu, restart, bắt đầu lại, làm lại, trả lời lại từ đầu, từ đầu, lại từ đầu, start over, start again',
  ],
  [{ read: 'another' }, 'bạn khác, another child'],
  [{ read: 'keep' }, 'giữ, giữ nguyên, keep, giữ lại, như cũ, keep it, giữ câu cũ, giữ như cũ'],
  [
    { read: 'done' },
    'xong, done, xong rồi, hết rồi, đủ rồi, hoàn thành, finish, finished, vậy thôi, thế thôi',
  ],
  [
    { read: 'other' },
    'ý khác, cái khác, không phải, không phải đâu, chọn lại, chọn cái khác, something else, other, none of these, neither, không, no',
  ],
  [{ read: 'more' }, 'xem thêm, thêm, more, xem tiếp, trang sau'],
  [
    { read: 'language', language: 'en' },
    'tiếng anh, english, anh ngữ, in english, sang tiếng anh, đổi sang tiếng anh, đổi tiếng anh',
  ],
  [
    { read: 'language', language: 'vi' },
    'tiếng việt, vietnamese, việt ngữ, in vietnamese, sang tiếng việt, đổi sang tiếng việt, đổi tiếng việt',
  ],
  [
    { read: 'language', language: null },
    'ngôn ngữ, đổi ngôn ngữ, language, languages, change language, đổi tiếng, chọn ngôn ngữ, lang',
  ],
];

/** Words around a command that only say that it is wanted. */
const WANTS = readWords('muốn xin cho hãy ơi please can i want to could you we lets bây giờ hãy giờ');

type Entry = { readonly words: readonly Word[]; readonly command: Command };

const entries = new Map<string, Entry[]>();
for (const [command, phrases] of PHRASES) {
  for (const phrase of phrases.split(', ')) {
    const words = readWords(phrase);
    const key = plainOf(words);
    entries.set(key, [...(entries.get(key) ?? []), { words, command }]);
  }
}

/** "dung" without marks is "dừng" (stop) as likely as "đúng" (right): only a marked one stops. */
const UNSAFE_UNMARKED = new Set(['dung', 'bo', 'lui']);

/**
 * Reads a whole message as a command.
 *
 * @param words of the message
 * @param raw the message itself: "?" has no words
 * @param extras which of the words that count only where they are offered are offered now
 * @returns `null` where it is none, or says more than the command
 */
export function readCommand(
  words: readonly Word[],
  raw: string,
  extras: readonly Extra[] = [],
): Command | null {
  if (words.length === 0) return /^[?？\s]*[?？][?？\s]*$/.test(raw) ? { read: 'help' } : null;
  if (words.length > 9) return null;
  for (const form of barerForms(words)) {
    for (const bare of [form, withoutWants(form), withoutWants(writeOut(form))]) {
      const found = find(bare, extras);
      if (found !== null) return found;
    }
  }
  return null;
}

function find(words: readonly Word[], extras: readonly Extra[]): Command | null {
  const key = plainOf(words);
  if (UNSAFE_UNMARKED.has(key) && words[0]?.tone === '') return null;
  for (const entry of entries.get(key) ?? []) {
    const { read } = entry.command;
    if (EXTRAS.has(read) && !extras.some((extra) => extra === read)) continue;
    if (words.every((word, at) => agrees(word, entry.words[at]))) return entry.command;
  }
  return null;
}

function agrees(typed: Word, meant: Word | undefined): boolean {
  return meant !== undefined && agreementOf(typed, meant) !== 'clash';
}

function withoutWants(words: readonly Word[]): readonly Word[] {
  const bare = words.filter((word) => !WANTS.some((want) => want.plain === word.plain && agrees(word, want)));
  const subjects = bare.filter((word, at) => at > 0 || !['em', 'minh', 'con', 'chau'].includes(word.plain));
  return subjects.length === 0 ? words : subjects;
}
