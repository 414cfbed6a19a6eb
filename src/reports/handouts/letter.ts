/** A text for adults: headings, paragraphs and points, to be printed or copied into a message. */

import type { Handout } from './handout.ts';
import { lastMoment, type Phrase, writtenAges, writtenDay } from './handout-words.ts';
import { printedAddress } from './way.ts';

/** One part under its heading. */
export type LetterPart = {
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly points: readonly string[];
};

/** A whole text. */
export type Letter = {
  readonly title: string;
  /** Greeting, and what it is about. */
  readonly opening: readonly string[];
  readonly parts: readonly LetterPart[];
};

/** Puts a part together; empty texts are left out. */
export function part(
  heading: string,
  texts: { readonly paragraphs?: readonly string[]; readonly points?: readonly string[] },
): LetterPart {
  const { paragraphs = [], points = [] } = texts;
  const isSaid = (text: string) => text !== '';
  return { heading, paragraphs: paragraphs.filter(isSaid), points: points.filter(isSaid) };
}

/** Writes it as plain text, for Zalo, a text message or an e-mail. */
export function letterAsText({ title, opening, parts }: Letter): string {
  const written = parts
    .filter(({ paragraphs, points }) => paragraphs.length + points.length > 0)
    .map(({ heading, paragraphs, points }) =>
      [heading.toLocaleUpperCase(), ...paragraphs, ...points.map((point) => `- ${point}`)].join('\n'),
    );
  return [title, ...opening, ...written].map((text) => text.normalize('NFC')).join('\n\n');
}

/** What both letters say alike of a consultation. */
export type LetterWords = {
  /** Dots to write on where nobody said. */
  readonly asker: string;
  /** "7–15 tuổi", or children as such. */
  readonly children: string;
  readonly time: string;
  readonly ways: readonly string[];
  readonly responsible: string;
  /** Empty where nothing was promised. */
  readonly reply: string;
};

/** Gathers them. */
export function lettersWords(handout: Handout, phrase: Phrase): LetterWords {
  const { ageBands, feedbackDays, code } = handout;
  return {
    asker: handout.asker === '' ? phrase('blank') : handout.asker,
    children:
      ageBands.length === 0
        ? phrase('letter.children')
        : phrase('letter.children.ages', { ages: writtenAges(ageBands) }),
    time: timeOf(handout, phrase),
    ways: handout.ways.map((way) => {
      const name = phrase(`way.${way.channel}.name`);
      return way.typed
        ? phrase('letter.way.typed', { name, address: printedAddress(way), code })
        : phrase('letter.way', { name, address: way.address });
    }),
    responsible: handout.responsible === '' ? phrase('blank') : handout.responsible,
    reply: feedbackDays === null ? '' : phrase('letter.reply', { days: feedbackDays }),
  };
}

/** "từ ngày … đến hết ngày …", as far as it is known. */
function timeOf({ language, opensAt, closesAt }: Handout, phrase: Phrase): string {
  const from = opensAt === null ? '' : phrase('letter.from', { day: writtenDay(opensAt, language) });
  if (closesAt === null) return from === '' ? phrase('letter.open') : from;
  const { day, time } = lastMoment(closesAt, language);
  const to = time === null ? phrase('letter.to', { day }) : phrase('letter.to-time', { day, time });
  return from === '' ? to : `${from} ${to}`;
}
