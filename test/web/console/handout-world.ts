/** A console with consultations: one that was planned, with codes of every sort; one without codes; one from the command line; one asked in Vietnamese only. */

import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { ConsultationPlan } from '../../../src/core/consultation-plan.ts';
import { openStore } from '../../../src/storage/open-store.ts';
import type { Store } from '../../../src/storage/store.ts';
import { flowFile, launchOne } from '../../storage/made-up.ts';
import { type ConsoleWorld, openConsoleWorld } from './console-world.ts';

/** Đắk Lắk, and a place beside it. */
export const PLACES = { own: '66', beside: '68' } as const;

/** Ids of what lies in the database. */
export type HandoutWorld = ConsoleWorld & {
  readonly planned: string;
  readonly codeless: string;
  readonly commandLine: string;
  readonly vietnameseOnly: string;
  readonly sheet: string;
  /** One with another name, and one without. */
  readonly sheetsBeside: readonly string[];
  readonly oneTimeCodes: readonly string[];
};

const SETTINGS = {
  PUBLIC_URL: 'https://emnoi.example.vn',
  TELEGRAM_BOT_USERNAME: 'emnoi_bot',
  ZALO_BOT_LINK: 'https://zalo.me/1234567890123456789',
};

const WORDS = {
  title: { vi: 'Trường học an toàn <script>alert(1)</script>', en: 'A safe school' },
  purpose: { vi: 'Để trường mình vui hơn.', en: 'To make school better.' },
  asker: { vi: 'Tỉnh Đoàn Đắk Lắk', en: 'Youth Union of Đắk Lắk' },
  use: { vi: 'Gửi tới Sở Giáo dục.', en: 'Sent to the education office.' },
};

/** Fills a database in a folder and opens the console over it. */
export async function openHandoutWorld(folder: string): Promise<HandoutWorld> {
  const store = await openStore({
    dataDir: folder,
    readShipped: (path) => readFile(new URL(`../../../${path}`, import.meta.url), 'utf8'),
    log: { warn: () => {} },
  });
  await store.migrate();
  const [planned, codeless] = [randomUUID(), randomUUID()];
  for (const id of [planned, codeless]) await launchPlanned(store, id);
  await store.codes.addOpenCodes(
    planned,
    [
      { code: 'TRUONG1', place: null, label: '' },
      { code: 'LELOI', place: PLACES.own, label: 'Trường <b>Lê Lợi</b>' },
    ],
    eventOf(planned, 'codes-made'),
  );
  const [sheet, oneTimeCodes] = [randomUUID(), ['K7M4QX2P', 'K7M4QX3R', 'K7M4QX4T']];
  await store.codes.addSheet({
    sheet: {
      ...{ id: sheet, consultationId: planned, place: PLACES.own, label: 'Lớp 5A', size: 3 },
      ...{ madeBy: 'staff', madeAt: new Date('2026-11-20T03:00:00Z') },
    },
    codes: oneTimeCodes.map((code) => ({ code, key: store.addressBook.codeKey(code) })),
    event: eventOf(planned, 'sheet-made'),
  });
  const sheetsBeside = [randomUUID(), randomUUID()];
  for (const [at, id] of sheetsBeside.entries()) {
    const code = `K7M4QX${at}W`;
    await store.codes.addSheet({
      sheet: {
        ...{ id, consultationId: planned, place: PLACES.own, label: at === 0 ? 'Lớp 5Đ/"B"' : '', size: 1 },
        ...{ madeBy: 'staff', madeAt: new Date('2026-11-20T02:00:00Z') },
      },
      codes: [{ code, key: store.addressBook.codeKey(code) }],
      event: eventOf(planned, 'sheet-made'),
    });
  }
  const bare = await launchOne(store, { title: { vi: 'Không kế hoạch', en: 'Without a plan' } });
  await store.codes.addOpenCodes(
    bare.id,
    [{ code: 'THU', place: null, label: '' }],
    eventOf(bare.id, 'codes-made'),
  );
  const vietnameseOnly = await launchVietnameseOnly(store);
  await store.close();
  const world = await openConsoleWorld(folder, SETTINGS);
  return {
    ...{ ...world, planned, codeless, vietnameseOnly, sheet, sheetsBeside, oneTimeCodes },
    commandLine: bare.id,
  };
}

async function launchVietnameseOnly(store: Store): Promise<string> {
  const source = { ...flowFile('chi-tieng-viet'), languages: ['vi'] };
  const published = await store.consultations.publishFlow({ id: 'chi-tieng-viet', version: 1, source });
  if (published.kind !== 'published') throw new Error(published.kind);
  const { id } = await launchOne(store, { flowHash: published.hash });
  await store.codes.addOpenCodes(
    id,
    [{ code: 'CHIVIET', place: null, label: '' }],
    eventOf(id, 'codes-made'),
  );
  return id;
}

async function launchPlanned(store: Store, id: string): Promise<void> {
  const { purpose, asker, use, title } = WORDS;
  const terms = {
    ...{ purpose, asker, use, feedbackDays: 60 },
    ageBands: ['7-8', '9-10'] as const,
    channels: ['web', 'telegram', 'zalo', 'zalo-oa'] as const,
  };
  const closesAt = new Date('2026-12-31T17:00:00Z');
  const launched = await launchOne(store, { id, title, terms, closesAt, places: [PLACES.own] });
  const plan: ConsultationPlan = {
    ...{ id, title, purpose, asker, use, slug: launched.slug, flowHash: launched.flowHash },
    ...{ place: PLACES.own, places: [PLACES.own], opensAt: null, closesAt, minCell: 5, feedbackDays: 60 },
    parents: [],
    ...{ ageBands: terms.ageBands, channels: terms.channels, checklist: {}, goals: [] },
    responsible: 'Nguyễn Thị Hồng, 0262 3 123 456',
    ...{ status: 'draft', revision: 1, handedInBy: null, approvedBy: null },
    ...{ changedBy: 'Hồng', changedAt: new Date('2026-11-20T03:00:00Z') },
  };
  await store.plans.begin(plan, eventOf(id, 'begun'));
}

function eventOf(consultationId: string, what: 'begun' | 'codes-made' | 'sheet-made') {
  return {
    ...{ id: randomUUID(), consultationId, what, byId: 'staff', by: 'Hồng' },
    ...{ at: new Date('2026-11-20T03:00:00Z'), reason: null, facts: {} },
  };
}
