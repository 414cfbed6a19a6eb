/** The verdict on replies: each at least once, none twice where the product knew that it had arrived, cards before questions. */

import { type ChatRecord, endsTurn, type Shown, withoutRepeats } from './chat-phone.ts';
import type { FaultCount } from './fault-count.ts';
import type { Sending } from './vendor-trouble.ts';
import type { Finding } from './verdict.ts';
import { cardsIn } from './walked-flow.ts';

/** What was found, and how many repeats the product could not have known of. */
export type RepliesVerdict = {
  readonly findings: readonly Finding[];
  /** Messages that came twice because the vendor had not confirmed the first, or its confirmation was cut off. */
  readonly unavoidable: number;
};

/** How long after the vendor's confirmation the product may still be about to write it down. */
const WRITING_DOWN_MS = 5_000;

/** Judges the replies of every chat. */
export function judgeReplies(chats: readonly ChatRecord[], count: FaultCount): RepliesVerdict {
  const findings: Finding[] = [];
  let unavoidable = 0;
  for (const chat of chats) {
    findings.push(...missingReplies(chat), ...disorderedCards(chat));
    const repeats = repeatsIn(chat, count);
    findings.push(...repeats.findings);
    unavoidable += repeats.unavoidable;
  }
  return { findings, unavoidable };
}

/** Every message that a child sends is answered by one turn, which ends with one question or farewell. */
function missingReplies(chat: ChatRecord): readonly Finding[] {
  const turns = withoutRepeats(chat).filter(endsTurn).length;
  return Array.from({ length: Math.max(0, chat.sent() - turns) }, () => ({
    wrong: 'missing' as const,
    detail: `${nameOf(chat)}: ${chat.sent()} messages taken, ${turns} answered`,
  }));
}

/** The long cards of a turn come in their order, and all of them. */
function disorderedCards(chat: ChatRecord): readonly Finding[] {
  const cards = cardsIn('vi').map((card) => card.slice(0, card.indexOf(':')));
  const seen = withoutRepeats(chat)
    .flatMap(({ text }) => text.split('\n\n'))
    .map((part) => cards.indexOf(part.slice(0, part.indexOf(':'))))
    .filter((card) => card >= 0);
  const isOrdered = seen.every((card, at) => card === at % cards.length) && seen.length % cards.length === 0;
  if (isOrdered) return [];
  return [
    {
      wrong: 'disordered',
      detail: `${nameOf(chat)}: long cards came as ${seen.join(' ')}: ${excerptOf(chat)}`,
    },
  ];
}

/** Beginning and end of each message, in order. */
function excerptOf(chat: ChatRecord): string {
  return chat
    .seen()
    .map(({ text }) => JSON.stringify(text.length < 100 ? text : `${text.slice(0, 50)} … ${text.slice(-40)}`))
    .join(' | ');
}

/**
 * What the product sent twice in a row counts as a repeat, unless it could not know that the first had arrived: the
 * vendor did not say so at once, or a server was gone before it was written down. A reply that rides on
 * the response to a delivery is carried out once by the vendor, so whatever else stands in a chat twice in a row is one.
 */
function repeatsIn(chat: ChatRecord, count: FaultCount): RepliesVerdict {
  const repeats = chat.arrivals().flatMap((next, at, all) => {
    const first = all[at - 1];
    return first?.said === next.said ? [{ first, next }] : [];
  });
  const known = repeats.filter(({ first, next }) => wasKnown(first, next, count));
  const standing = withoutRepeats(chat).filter((shown, at, all) => isSame(shown, all[at - 1]));
  const told = [
    ...known.map(({ first, next }) => `${timeOf(first.at)} and ${timeOf(next.at)}: ${next.text}`),
    ...standing.map(({ text }) => text),
  ];
  const findings = told.map((text) => ({
    wrong: 'twice' as const,
    detail: `${nameOf(chat)}: ${text.slice(0, 100)}`,
  }));
  return { findings, unavoidable: repeats.length - known.length };
}

function wasKnown(first: Sending, next: Sending, count: FaultCount): boolean {
  return first.told && !count.wasForgotten(first.at, Math.min(next.at, first.at + WRITING_DOWN_MS));
}

function timeOf(at: number): string {
  return new Date(at).toISOString().slice(11, 23);
}

function nameOf({ vendor, chat }: ChatRecord): string {
  return `${vendor} ${chat}`;
}

function isSame(one: Shown, other: Shown | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
