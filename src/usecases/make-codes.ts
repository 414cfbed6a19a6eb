/** Makes codes: for many children of a place or school, and sheets of one-time codes for a class. */

import { type Consultation, readCode, statusOf } from '../core/consultation.ts';
import type { ConsultationEvent } from '../core/consultation-event.ts';
import {
  type Dice,
  isSpoken,
  isUnfit,
  MAX_SHEET,
  makeOneTimeCode,
  makeOpenCode,
} from '../core/invitation-code.ts';
import { type Gazetteer, isAmong, type LocalityCode, NATION } from '../core/locality.ts';
import type { AddressBook } from '../ports/address-book.ts';
import type { Clock } from '../ports/clock.ts';
import type { CodeSheet, CodeStore, OpenCode } from '../ports/code-store.ts';
import type { Random } from '../ports/random.ts';
import type { ConsultationCatalogue } from './consultation-catalogue.ts';
import { eventOf, type StaffAct } from './staff-act.ts';

/** What making codes needs. */
export type CodeServices = {
  readonly codes: CodeStore;
  readonly catalogue: Pick<ConsultationCatalogue, 'forget'>;
  readonly addressBook: Pick<AddressBook, 'codeKey'>;
  readonly gazetteer: Gazetteer;
  readonly random: Random;
  readonly clock: Clock;
};

/** Longest label, in characters. */
export const LONGEST_LABEL = 120;

/** Most codes made at once: every commune of the largest province and some more. */
const MOST_AT_ONCE = 400;

/** How often codes are drawn anew where one is taken. */
const DRAWS = 5;

/** A code for many that is wished for: `code` as typed, empty for one to be made up. */
export type CodeWish = {
  readonly code: string;
  readonly place: LocalityCode | null;
  readonly label: string;
};

/** What is wrong with codes to be made: the last part of the phrase's key, and the field it is about. */
export type CodeFault = {
  readonly field: 'code' | 'place' | 'label' | 'size';
  readonly fault:
    | 'malformed'
    | 'reserved'
    | 'unfit'
    | 'taken'
    | 'not-asked'
    | 'too-long'
    | 'missing'
    | 'too-many';
};

/** How making open codes ended. `closed`: nobody can answer with a code any more. */
export type CodesOutcome =
  | { readonly kind: 'made' }
  | { readonly kind: 'closed' }
  | { readonly kind: 'faulty'; readonly faults: readonly CodeFault[] };

/** Builds the use case: all of the codes or none. */
export function makeOpenCodes(
  services: CodeServices,
): (consultation: Consultation, wishes: readonly CodeWish[], act: StaffAct) => Promise<CodesOutcome> {
  return async (consultation, wishes, act) => {
    if (statusOf(consultation, services.clock.now()) === 'closed') return { kind: 'closed' };
    const faults = [
      ...wishes.flatMap((wish) => faultsOf(services, consultation, wish)),
      ...(wishes.length > MOST_AT_ONCE ? [{ field: 'place', fault: 'too-many' } as const] : []),
    ];
    if (faults.length > 0) return { kind: 'faulty', faults };
    const facts = { count: wishes.length };
    const { id } = consultation;
    let event = eventOf(act, services.clock, { consultationId: id, what: 'codes-made', facts });
    for (let draw = 0; draw < DRAWS; draw += 1) {
      const codes = drawCodes(services, wishes);
      const outcome = await services.codes.addOpenCodes(id, codes, event);
      if (outcome.kind === 'made') {
        // Somebody may have tried the code a moment ago.
        services.catalogue.forget();
        return { kind: 'made' };
      }
      if (outcome.kind === 'id-taken') {
        event = { ...event, id: services.random.uuid() };
        continue;
      }
      const wished = new Set(wishes.map(({ code }) => readCode(code)));
      if (outcome.codes.some((code) => wished.has(code)))
        return { kind: 'faulty', faults: [{ field: 'code', fault: 'taken' }] };
    }
    throw new Error('no free codes were found');
  };
}

function drawCodes({ random }: CodeServices, wishes: readonly CodeWish[]): readonly OpenCode[] {
  const made = new Set<string>();
  return wishes.map(({ code, place, label }) => {
    let drawn = readCode(code);
    while (drawn === null || made.has(drawn)) drawn = makeOpenCode(diceOf(random));
    made.add(drawn);
    return { code: drawn, place: place === NATION ? null : place, label };
  });
}

function faultsOf(
  { gazetteer }: CodeServices,
  consultation: Consultation,
  { code, place, label }: CodeWish,
): readonly CodeFault[] {
  return [
    ...wishFaults(code),
    ...placeFaults(gazetteer, consultation, place),
    ...([...label].length > LONGEST_LABEL ? [{ field: 'label', fault: 'too-long' } as const] : []),
  ];
}

function wishFaults(typed: string): readonly CodeFault[] {
  if (typed === '') return [];
  const code = readCode(typed);
  if (code === null) return [{ field: 'code', fault: 'malformed' }];
  if (isSpoken(code)) return [{ field: 'code', fault: 'reserved' }];
  return isUnfit(code) ? [{ field: 'code', fault: 'unfit' }] : [];
}

function placeFaults(
  gazetteer: Gazetteer,
  { places }: Consultation,
  place: LocalityCode | null,
): readonly CodeFault[] {
  if (place === null || place === NATION) return [];
  const isAsked = gazetteer.find(place) !== undefined && isAmong(places, place, gazetteer);
  return isAsked ? [] : [{ field: 'place', fault: 'not-asked' }];
}

/** A sheet that is wished for. */
export type SheetWish = {
  /** UUID made by the form. */
  readonly id: string;
  readonly place: LocalityCode | null;
  readonly label: string;
  readonly size: number;
};

/** How making a sheet ended; `sheet` is the id it got. */
export type SheetOutcome =
  | { readonly kind: 'made'; readonly sheet: string }
  | { readonly kind: 'closed' }
  | { readonly kind: 'faulty'; readonly faults: readonly CodeFault[] };

/** Builds the use case. The same wish again makes nothing new. */
export function makeSheet(
  services: CodeServices,
): (consultation: Consultation, wish: SheetWish, act: StaffAct) => Promise<SheetOutcome> {
  return async (consultation, wish, act) => {
    if (statusOf(consultation, services.clock.now()) === 'closed') return { kind: 'closed' };
    const faults = sheetFaults(services, consultation, wish);
    if (faults.length > 0) return { kind: 'faulty', faults };
    const { id, size, label } = wish;
    const place = wish.place === NATION ? null : wish.place;
    const event = eventOf(act, services.clock, {
      consultationId: consultation.id,
      what: 'sheet-made',
      facts: { count: size, label },
    });
    const sheet: CodeSheet = {
      ...{ id, place, label, size, consultationId: consultation.id },
      ...{ madeBy: act.by.name, madeAt: event.at },
    };
    return { kind: 'made', sheet: await keepSheet(services, sheet, event) };
  };
}

/** @returns the id it was kept under: another than wished for where something else has that */
async function keepSheet(
  services: CodeServices,
  wished: CodeSheet,
  asked: ConsultationEvent,
): Promise<string> {
  const { codes: store, random } = services;
  let [sheet, event] = [wished, asked];
  for (let draw = 0; draw < DRAWS; draw += 1) {
    const codes = drawStrips(services, sheet.size);
    const outcome = await store.addSheet({ sheet, codes, event });
    if (outcome === 'made') return sheet.id;
    if (outcome === 'id-taken') {
      sheet = { ...sheet, id: random.uuid() };
      event = { ...event, id: random.uuid() };
    }
  }
  throw new Error('no free codes were found');
}

function sheetFaults(
  { gazetteer }: CodeServices,
  consultation: Consultation,
  { place, label, size }: SheetWish,
): readonly CodeFault[] {
  const faults: CodeFault[] = [...placeFaults(gazetteer, consultation, place)];
  if (label === '') faults.push({ field: 'label', fault: 'missing' });
  if ([...label].length > LONGEST_LABEL) faults.push({ field: 'label', fault: 'too-long' });
  if (!Number.isInteger(size) || size < 1 || size > MAX_SHEET)
    faults.push({ field: 'size', fault: 'malformed' });
  return faults;
}

function drawStrips({ random, addressBook }: CodeServices, size: number) {
  const codes = new Set<string>();
  while (codes.size < size) codes.add(makeOneTimeCode(diceOf(random)));
  return [...codes].map((code) => ({ code, key: addressBook.codeKey(code) }));
}

function diceOf(random: Random): Dice {
  return (n) => Math.floor(random.fraction() * n);
}
