/** Finds the emoji in a text. */

const FACE = /\p{Extended_Pictographic}(?:\u200d\p{Extended_Pictographic})*/gu;
/** Colour of skin and the choice between picture and text do not change what a face says. */
const VARIANTS = /[\ufe0e\ufe0f]|[\u{1f3fb}-\u{1f3ff}]/gu;
const YES_FACES = new Set(['👍', '👌', '✅', '✔', '🙆', '💯', '🆗', '☑', '⭕']);
const NO_FACES = new Set(['👎', '❌', '✖', '🚫', '🙅', '⛔', '❎']);

/** Gives the emoji of a text in order, bared of skin colours and variants; repeats included. */
export function facesIn(text: string): readonly string[] {
  if (isPlainText(text)) return [];
  return text.replace(VARIANTS, '').match(FACE) ?? [];
}

/** Tells whether a bared emoji says yes, no, or neither. */
export function polarityOfFace(face: string): 'yes' | 'no' | null {
  if (YES_FACES.has(face)) return 'yes';
  return NO_FACES.has(face) ? 'no' : null;
}

/** What faces say in words, for lists that show none. */
const MEANINGS: readonly (readonly [faces: string, words: string])[] = [
  ['😊 🙂 😀 😃 😄 😁 😆 ☺ 😺', 'vui happy good'],
  ['😢 😭 ☹ 🙁 😞 😔 😥 😿', 'buồn sad'],
  ['😡 😠 🤬', 'giận angry'],
  ['😨 😱 😰 😧', 'sợ scared afraid'],
  ['😟', 'lo worried'],
];
const meanings = new Map(
  MEANINGS.flatMap(([faces, words]) => faces.split(' ').map((face) => [face, words.split(' ')] as const)),
);

/** Gives the words for what a bared emoji says; empty where it says nothing certain. */
export function wordsOfFace(face: string): readonly string[] {
  return meanings.get(face) ?? [];
}

const EMOTICON = /^\s*[:=;][-'^]?([)(\][<>|/\\*3dopvx])\1*\s*$/i;

/**
 * Reads a message that is nothing but a face of punctuation: ":)", "=((", ":D".
 *
 * @returns an emoji that says the same; empty for a face that says neither; `null` for any other message
 */
export function emoticonOf(text: string): string | null {
  const first = text.charCodeAt(0);
  // Most replies begin with a letter.
  if (first !== 0x3a && first !== 0x3d && first !== 0x3b && first !== 0x20) return null;
  const mouth = EMOTICON.exec(text)?.[1]?.toLowerCase();
  if (mouth === undefined) return null;
  if (mouth === ')' || mouth === ']' || mouth === 'd') return '🙂';
  return mouth === '(' || mouth === '[' || mouth === '<' ? '🙁' : '';
}

/** Emoji lie above the letters of Vietnamese; most replies hold none. */
function isPlainText(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 0x2000) return false;
  return true;
}
