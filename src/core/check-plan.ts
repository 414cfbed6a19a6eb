/** What is wrong with a plan, and what is still missing before it can be handed in. */

import type { AgeBand } from './age-band.ts';
import type { ChannelName } from './channel.ts';
import { CHECKPOINTS, type Checkpoint, type PlanContent } from './consultation-plan.ts';
import { type FlowText, readText } from './flow/text.ts';
import type { Gazetteer, LocalityCode } from './locality.ts';
import { NATION } from './locality.ts';
import { isSlug } from './slug.ts';
import { liesIn } from './staff/member.ts';

/** Longest texts, in characters. A child reads the first four before the first question, on Zalo in one message. */
export const LONGEST = {
  title: 80,
  asker: 120,
  purpose: 300,
  use: 300,
  responsible: 160,
  checkpoint: 1_000,
} as const;

/** Texts for children that a plan holds. */
export const PLAN_TEXTS = ['title', 'asker', 'purpose', 'use'] as const;

/** @see PLAN_TEXTS */
export type PlanTextName = (typeof PLAN_TEXTS)[number];

/** Languages a plan's texts are written in; Vietnamese is needed, the other is read by children who choose it. */
export const PLAN_LANGUAGES = ['vi', 'en'] as const;

/** A part of a plan: the name of its field in the form. */
export type PlanField =
  | `${PlanTextName}-${(typeof PLAN_LANGUAGES)[number]}`
  | `check-${Checkpoint}`
  | `goal-${LocalityCode}`
  | 'flow'
  | 'slug'
  | 'ages'
  | 'places'
  | 'channels'
  | 'parent-ways'
  | 'opens'
  | 'closes'
  | 'min-cell'
  | 'feedback'
  | 'responsible';

/** Something wrong or missing; `fault` is the last part of its phrase's key. */
export type PlanFault = {
  readonly field: PlanField;
  readonly fault:
    | 'missing'
    | 'too-long'
    | 'malformed'
    | 'unknown'
    | 'outside'
    | 'too-low'
    | 'too-high'
    | 'in-the-past'
    | 'before-opening'
    | 'not-in-flow'
    | 'off'
    | 'taken';
  readonly facts?: Readonly<Record<string, string | number>>;
};

/** What a plan is held against. */
export type PlanGround = {
  readonly now: Date;
  /** Fewest children of a published cell that this installation allows. */
  readonly leastCell: number;
  readonly gazetteer: Gazetteer;
  /** Whose the plan is. */
  readonly place: LocalityCode;
  /** The channels that are configured. */
  readonly channels: readonly ChannelName[];
  /** The flow it names; `null` where it names none, or none that was published. */
  readonly flow: { readonly ageBands: readonly AgeBand[]; readonly channels: readonly ChannelName[] } | null;
};

/** Most days until children hear back. */
const MOST_DAYS = 365;

/** Beyond this k nothing would ever be published. */
const MOST_CELL = 100;

/** More children than there are in the country are no goal. */
const MOST_CHILDREN = 25_000_000;

/** Tells what is wrong with what was written. A draft may be unfinished, but nothing in it may be wrong. */
export function faultsOf(content: PlanContent, ground: PlanGround): readonly PlanFault[] {
  return [
    ...tooLong(content),
    ...wrongFlow(content, ground),
    ...wrongPlaces(content, ground),
    ...wrongTimes(content),
    ...wrongNumbers(content, ground),
    ...content.channels.flatMap((channel): PlanFault[] =>
      ground.channels.includes(channel) ? [] : [{ field: 'channels', fault: 'off', facts: { channel } }],
    ),
    ...(content.slug === '' || isSlug(content.slug) ? [] : [{ field: 'slug', fault: 'malformed' } as const]),
  ];
}

/** Tells what else keeps a plan from being handed in, or launched: what is missing, and what time has overtaken. */
export function missingOf(content: PlanContent, ground: PlanGround): readonly PlanFault[] {
  const missing: PlanField[] = [];
  if (content.flowHash === null) missing.push('flow');
  for (const name of PLAN_TEXTS) if (vietnameseOf(content[name]) === '') missing.push(`${name}-vi`);
  if (content.slug === '') missing.push('slug');
  for (const name of ['ageBands', 'places', 'channels'] as const)
    if (content[name].length === 0) missing.push(name === 'ageBands' ? 'ages' : name);
  if (content.responsible === '') missing.push('responsible');
  for (const point of CHECKPOINTS) if (!content.checklist[point]) missing.push(`check-${point}`);
  return [
    ...missing.map((field): PlanFault => ({ field, fault: 'missing' })),
    ...past('opens', content.opensAt, ground.now),
    ...past('closes', content.closesAt, ground.now),
  ];
}

function vietnameseOf(text: FlowText): string {
  return readText(text, 'vi', null).trim();
}

function tooLong(content: PlanContent): PlanFault[] {
  const texts: (readonly [PlanField, string, number])[] = [
    ...PLAN_TEXTS.flatMap((name) =>
      PLAN_LANGUAGES.map((language) => {
        const wording = content[name][language] ?? '';
        const text = typeof wording === 'string' ? wording : wording.all;
        return [`${name}-${language}`, text, LONGEST[name]] as const;
      }),
    ),
    ['responsible', content.responsible, LONGEST.responsible],
    ...CHECKPOINTS.map(
      (point) => [`check-${point}`, content.checklist[point] ?? '', LONGEST.checkpoint] as const,
    ),
  ];
  return texts.flatMap(([field, text, most]): PlanFault[] => {
    const length = [...text].length;
    return length <= most ? [] : [{ field, fault: 'too-long', facts: { most, length } }];
  });
}

function wrongFlow({ flowHash, ageBands, channels }: PlanContent, { flow }: PlanGround): PlanFault[] {
  if (flowHash === null) return [];
  if (flow === null) return [{ field: 'flow', fault: 'unknown' }];
  // A flow that names none is for all.
  const bands = flow.ageBands.length === 0 ? ageBands : flow.ageBands;
  const ways = flow.channels.length === 0 ? channels : flow.channels;
  return [
    ...ageBands
      .filter((band) => !bands.includes(band))
      .map(
        (band): PlanFault => ({
          field: 'ages',
          fault: 'not-in-flow',
          facts: { what: band.replace('-', '–') },
        }),
      ),
    ...channels
      .filter((channel) => !ways.includes(channel))
      .map((channel): PlanFault => ({ field: 'channels', fault: 'not-in-flow', facts: { channel } })),
  ];
}

function wrongPlaces({ places, goals }: PlanContent, { place, gazetteer }: PlanGround): PlanFault[] {
  const faults: PlanFault[] = [];
  for (const asked of places) {
    const name = gazetteer.find(asked)?.name;
    if (asked !== NATION && name === undefined) faults.push({ field: 'places', fault: 'unknown' });
    else if (!liesIn(asked, place, gazetteer)) {
      faults.push({ field: 'places', fault: 'outside', facts: { what: name ?? asked } });
    }
  }
  for (const { place: at, children } of goals) {
    const isCount = Number.isInteger(children) && children >= 1 && children <= MOST_CHILDREN;
    if (!isCount) faults.push({ field: `goal-${at}`, fault: 'malformed' });
  }
  return faults;
}

function wrongTimes({ opensAt, closesAt }: PlanContent): PlanFault[] {
  if (opensAt === null || closesAt === null || closesAt > opensAt) return [];
  return [{ field: 'closes', fault: 'before-opening' }];
}

function past(field: 'opens' | 'closes', instant: Date | null, now: Date): PlanFault[] {
  return instant === null || instant > now ? [] : [{ field, fault: 'in-the-past' }];
}

function wrongNumbers({ minCell, feedbackDays }: PlanContent, { leastCell }: PlanGround): PlanFault[] {
  return [
    ...outOf('min-cell', minCell, [leastCell, MOST_CELL]),
    ...outOf('feedback', feedbackDays, [1, MOST_DAYS]),
  ];
}

function outOf(
  field: 'min-cell' | 'feedback',
  value: number,
  [least, most]: readonly [number, number],
): PlanFault[] {
  if (!Number.isInteger(value)) return [{ field, fault: 'malformed' }];
  if (value < least) return [{ field, fault: 'too-low', facts: { least } }];
  return value > most ? [{ field, fault: 'too-high', facts: { most } }] : [];
}
