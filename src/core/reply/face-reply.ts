/** Reads a reply of faces: those shown before the options, or what they say in words. */

import { coreOf } from './degree.ts';
import { emoticonOf, facesIn, polarityOfFace, wordsOfFace } from './face.ts';
import { isNegator, type Label } from './label.ts';
import { type Polarity, polarityOf } from './polarity.ts';
import { oneOf, type ReplyReading } from './reading.ts';
import { readWords } from './words.ts';

/**
 * Reads the faces in a reply. A face that is shown means its option; a thumb means yes or no; any other means the options
 * that say in words what it says.
 */
export function readFaces(labels: readonly Label[], reply: string, polarity?: Polarity): ReplyReading | null {
  const faces = [...new Set(facesIn(reply))];
  if (faces.length === 0) return null;
  const isAll = readWords(reply).length === 0;
  const shown = indexesOf(labels, (label) => label.faces.some((face) => faces.includes(face)));
  if (shown.length > 0) return oneOf(shown, isAll);
  const meanings = [...new Set(faces.map(polarityOfFace))];
  const [meaning] = meanings;
  if (meanings.length === 1 && meaning !== null && meaning !== undefined) {
    const found = (polarity ?? polarityOf(labels))[meaning];
    if (found.length > 0) return oneOf(found, isAll);
  }
  const said = findSaid(labels, faces);
  return said.length === 0 ? null : oneOf(said, isAll);
}

/** Reads a face of punctuation, ":D", in which no letter and no number is meant; `null` for any other reply. */
export function readEmoticon(labels: readonly Label[], reply: string): ReplyReading | null {
  const face = emoticonOf(reply);
  if (face === null) return null;
  return readFaces(labels, face) ?? { read: 'none' };
}

function findSaid(labels: readonly Label[], faces: readonly string[]): readonly number[] {
  const words = faces.flatMap(wordsOfFace).map((word) => readWords(word)[0]?.plain ?? '');
  return indexesOf(labels, ({ words: label }) => words.includes(coreOf(label)) && !label.some(isNegator));
}

function indexesOf(labels: readonly Label[], fits: (label: Label) => boolean): readonly number[] {
  return labels.filter(fits).map(({ index }) => index);
}
