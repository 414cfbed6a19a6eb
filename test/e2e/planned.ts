// Consultations that were planned, handed in by one person and approved by another, for children to meet on their phones.
import { randomUUID } from 'node:crypto';
import type { Consultation } from '../../src/core/consultation.ts';
import { CHECKPOINTS, type PlanContent } from '../../src/core/consultation-plan.ts';
import type { World } from './world.ts';

const LAN = { id: 'lan', name: 'Chị Lan' };
const MINH = { id: 'minh', name: 'Anh Minh' };

/** What somebody of the staff does. */
export function act(by = LAN, reason: string | null = null) {
  return { id: randomUUID(), by, reason };
}

/** Plans, hands in, approves. */
export async function launchPlanned(
  { app }: Pick<World, 'app'>,
  changes: Partial<PlanContent> = {},
): Promise<Consultation> {
  const staff = app.console.consultations;
  const [flow] = await staff.offers('VN');
  if (flow === undefined) throw new Error('no flow was published');
  const id = randomUUID();
  const begun = await staff.begin({ id, place: 'VN', title: 'Sân chơi của em', flowHash: flow.hash }, act());
  if (begun.kind !== 'begun') throw new Error(JSON.stringify(begun));
  const { plan } = begun;
  const content: PlanContent = {
    ...{ flowHash: flow.hash, slug: plan.slug, title: plan.title, minCell: 5, feedbackDays: 60 },
    asker: { vi: 'Đoàn xã Ea Kao', en: 'The Youth Union of Ea Kao' },
    purpose: { vi: 'Em giúp trường làm sân chơi vui hơn.' },
    use: { vi: 'Cô hiệu trưởng chọn ba việc để làm.' },
    ageBands: ['7-8', '9-10', '11-13', '14-15'],
    places: ['VN'],
    channels: ['web', 'telegram', 'zalo', 'zalo-oa'],
    parents: [],
    ...{ opensAt: null, closesAt: null, responsible: 'Chị Lan', goals: [] },
    checklist: Object.fromEntries(CHECKPOINTS.map((point) => [point, 'Có'])),
    ...changes,
  };
  const written = await staff.write(plan, { seen: plan.revision, content, by: LAN.name });
  if (written.kind !== 'written') throw new Error(JSON.stringify(written));
  const handed = await staff.handIn(written.plan, act());
  if (handed.kind !== 'changed') throw new Error(JSON.stringify(handed));
  const approved = await staff.approve(handed.plan, act(MINH));
  if (approved.kind !== 'launched') throw new Error(JSON.stringify(approved));
  return approved.consultation;
}

/** Makes a code for many. */
export async function openCode(
  { app }: Pick<World, 'app'>,
  consultation: Consultation,
  code: string,
): Promise<string> {
  const made = await app.console.consultations.makeCodes(
    consultation,
    [{ code, place: null, label: '' }],
    act(),
  );
  if (made.kind !== 'made') throw new Error(JSON.stringify(made));
  return code;
}

/** Makes a sheet of one-time codes. */
export async function sheetOf(
  { app }: Pick<World, 'app'>,
  consultation: Consultation,
  { size, place = null }: { readonly size: number; readonly place?: string | null },
): Promise<readonly string[]> {
  const staff = app.console.consultations;
  const wish = { id: randomUUID(), label: 'Lớp 4A', size, place };
  const made = await staff.makeSheet(consultation, wish, act());
  if (made.kind !== 'made') throw new Error(JSON.stringify(made));
  return (await staff.sheet(wish.id))?.codes ?? [];
}

/** Pauses, resumes or closes. */
export async function run(
  { app }: Pick<World, 'app'>,
  { id }: Consultation,
  kind: 'pause' | 'resume' | 'close',
) {
  const outcome = await app.console.consultations.run(id, { kind }, act(LAN, 'vì thử'));
  if (outcome.kind !== 'changed') throw new Error(outcome.kind);
}
