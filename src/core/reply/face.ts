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

/** Emoji lie above the letters of Vietnamese; most replies hold none. */
function isPlainText(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 0x2000) return false;
  return true;
}
