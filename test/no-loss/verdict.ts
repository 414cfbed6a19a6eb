/** The verdict: what lies in the database against what the children said, and what they were shown against what was due. */

import type { Said } from './play-phone.ts';
import type { Stored, StoredChild, StoredResponse } from './stored.ts';
import { MARK } from './walked-flow.ts';

/** What may be wrong, in the order of the table, with the words for it. */
export const WRONGS = {
  lost: 'responses lost',
  double: 'responses counted twice',
  mixed: 'responses mixed or changed',
  'text-lost': 'open texts lost',
  'text-double': 'open texts twice or changed',
  ledger: 'children wrong in the ledger',
  unsealed: 'walks never sealed',
  unsent: 'messages never sent',
  missing: 'replies missing',
  twice: 'replies twice in a row',
  disordered: 'replies in the wrong order',
  contradicted: 'one message, two different replies',
  odd: 'answers that no vendor should get',
  stuck: 'children who waited in vain',
  failed: 'commands or stops that failed',
} as const;

/** @see WRONGS */
export type Wrong = keyof typeof WRONGS;

/** One thing found wrong. */
export type Finding = { readonly wrong: Wrong; readonly detail: string };

/**
 * Compares what was kept with what was said.
 *
 * @param unknown marks of children who waited in vain: how far they came, nobody can tell
 */
export function judgeStored(
  account: readonly Said[],
  stored: Stored,
  unknown: ReadonlySet<unknown> = new Set(),
): readonly Finding[] {
  const known = stored.responses.filter(({ answers }) => !unknown.has(answers[MARK]));
  return [
    ...judgeResponses(account, known),
    ...judgeTexts(account, stored.texts),
    ...judgeLedger(account, stored.ledger),
    ...Array.from({ length: stored.unsealed }, () => ({ wrong: 'unsealed' as const, detail: 'a walk' })),
    ...Array.from({ length: stored.unsent }, () => ({ wrong: 'unsent' as const, detail: 'a message' })),
  ];
}

/**
 * Every child's response must be there once, with exactly its own answers. A response that bears a child's mark and
 * other answers than the child's is mixed, and so is one that bears the mark of no child.
 */
function judgeResponses(account: readonly Said[], responses: readonly StoredResponse[]): readonly Finding[] {
  const byMark = new Map<unknown, StoredResponse[]>();
  for (const response of responses) {
    const mark = response.answers[MARK];
    byMark.set(mark, [...(byMark.get(mark) ?? []), response]);
  }
  const findings: Finding[] = [];
  for (const said of account) {
    const found = byMark.get(said.mark) ?? [];
    byMark.delete(said.mark);
    findings.push(...judgeOne(said, found));
  }
  for (const [mark, rest] of byMark) {
    for (const response of rest)
      findings.push({
        wrong: 'mixed',
        detail: `mark ${String(mark)} is no child’s: ${JSON.stringify(response)}`,
      });
  }
  return findings;
}

function judgeOne(said: Said, found: readonly StoredResponse[]): readonly Finding[] {
  const due = said.disposition === null ? 0 : 1;
  const right = found.filter((response) => differences(said, response).length === 0);
  const wrong = found.filter((response) => !right.includes(response));
  const findings: Finding[] = wrong.map((response) => ({
    wrong: 'mixed',
    detail: `mark ${said.mark}: ${differences(said, response).join('; ')}`,
  }));
  if (found.length < due) findings.push({ wrong: 'lost', detail: `mark ${said.mark} (${said.channel})` });
  for (let extra = due; extra < right.length; extra += 1)
    findings.push({ wrong: 'double', detail: `mark ${said.mark} (${said.channel})` });
  return findings;
}

/** Where a response is not what its child said. */
function differences(said: Said, response: StoredResponse): readonly string[] {
  const pairs: (readonly [string, unknown, unknown])[] = [
    ['disposition', said.disposition, response.disposition],
    ['age band', said.ageBand, response.ageBand],
    ['place', said.place, response.place],
    ['channel', response.channel === null ? null : said.channel, response.channel],
    ['language', response.language === null ? null : said.language, response.language],
    ...[...new Set([...Object.keys(said.answers), ...Object.keys(response.answers)])].map(
      (question) => [question, said.answers[question], response.answers[question]] as const,
    ),
  ];
  return pairs.flatMap(([what, due, is]) =>
    JSON.stringify(due) === JSON.stringify(is)
      ? []
      : [`${what}: said ${JSON.stringify(due)}, kept ${JSON.stringify(is)}`],
  );
}

function judgeTexts(account: readonly Said[], texts: Stored['texts']): readonly Finding[] {
  const due = account.filter(({ disposition }) => disposition !== null).flatMap((said) => said.texts);
  const { missing, extra } = compare(due.map(keyOfText), texts.map(keyOfText));
  return [
    ...missing.map((detail) => ({ wrong: 'text-lost' as const, detail })),
    ...extra.map((detail) => ({ wrong: 'text-double' as const, detail })),
  ];
}

function keyOfText({ question, text }: { readonly question: string; readonly text: string }): string {
  return `${question}: ${text}`;
}

const FROM_ELEVEN: ReadonlySet<string> = new Set(['11-13', '14-15']);

function judgeLedger(account: readonly Said[], ledger: readonly StoredChild[]): readonly Finding[] {
  const due = account.flatMap(({ disposition, place, ageBand, channel }): StoredChild[] => {
    if (disposition === null) return [];
    const tookPart = disposition === 'complete' && FROM_ELEVEN.has(ageBand);
    const basis = channel === 'web' ? 'browser' : 'account';
    return [{ place, ageBand, basis, indicators: tookPart ? [22, 24] : [22] }];
  });
  const { missing, extra } = compare(due.map(keyOfChild), ledger.map(keyOfChild));
  return [
    ...missing.map((child) => ({ wrong: 'ledger' as const, detail: `missing: ${child}` })),
    ...extra.map((child) => ({ wrong: 'ledger' as const, detail: `one too many: ${child}` })),
  ];
}

function keyOfChild({ place, ageBand, basis, indicators }: StoredChild): string {
  return JSON.stringify([place, ageBand, basis, indicators]);
}

/** Compares two collections in which things may occur more than once. */
function compare(due: readonly string[], found: readonly string[]) {
  const open = new Map<string, number>();
  for (const key of due) open.set(key, (open.get(key) ?? 0) + 1);
  const extra: string[] = [];
  for (const key of found) {
    const left = open.get(key) ?? 0;
    if (left === 0) extra.push(key);
    else open.set(key, left - 1);
  }
  const missing = [...open].flatMap(([key, times]) => Array.from({ length: times }, () => key));
  return { missing, extra };
}
