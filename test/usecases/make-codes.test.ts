/** Making codes where some are taken already. */

import { expect, test } from 'vitest';
import type { Consultation } from '../../src/core/consultation.ts';
import { buildGazetteer } from '../../src/core/gazetteer.ts';
import type { CodeStore, OpenCode, SheetOrder } from '../../src/ports/code-store.ts';
import { cryptoRandom } from '../../src/runtime/random.ts';
import { type CodeServices, makeOpenCodes, makeSheet } from '../../src/usecases/make-codes.ts';

const consultation = { id: 'c', places: ['01'] } as unknown as Consultation;
const act = { id: 'a0000000-0000-4000-8000-000000000001', by: { id: 'lan', name: 'Chị Lan' }, reason: null };
const gazetteer = buildGazetteer([
  { code: '01', level: 'province', kind: 'thanh_pho', name: 'Hà Nội', parentCode: 'VN' },
  { code: '79', level: 'province', kind: 'thanh_pho', name: 'Hồ Chí Minh', parentCode: 'VN' },
]);

/** A store that finds so many drawings taken, and `taken` always. */
function house(clashes: number, taken: readonly string[] = []) {
  const drawn: (readonly OpenCode[])[] = [];
  const sheets: SheetOrder[] = [];
  let left = clashes;
  const clash = () => {
    left -= 1;
    return left >= 0;
  };
  const codes = {
    addOpenCodes: async (_id: string, wanted: readonly OpenCode[]) => {
      drawn.push(wanted);
      const found = wanted.map(({ code }) => code).filter((code) => taken.includes(code));
      if (found.length > 0) return { kind: 'code-taken', codes: found };
      return clash() ? { kind: 'code-taken', codes: [wanted[0]?.code] } : { kind: 'made' };
    },
    addSheet: async (order: SheetOrder) => {
      sheets.push(order);
      return clash() ? 'code-taken' : 'made';
    },
  } as unknown as CodeStore;
  const services: CodeServices = {
    ...{ codes, gazetteer, random: cryptoRandom(), clock: { now: () => new Date(0) } },
    catalogue: { forget: () => {} },
    addressBook: { codeKey: (code) => `key of ${code}` },
  };
  return { services, drawn, sheets };
}

const wish = { code: '', place: '01', label: '' };

test('made-up codes that are taken are drawn anew', async () => {
  const { services, drawn } = house(2);
  expect(await makeOpenCodes(services)(consultation, [wish, wish, wish], act)).toEqual({ kind: 'made' });
  expect(drawn).toHaveLength(3);
  for (const codes of drawn) expect(new Set(codes.map(({ code }) => code)).size).toBe(3);
});

test('a wished code that is taken is told, and nothing is drawn for it', async () => {
  const { services, drawn } = house(0, ['LOPCHUNG']);
  const outcome = await makeOpenCodes(services)(consultation, [{ ...wish, code: 'lớp chung' }], act);
  expect(outcome).toEqual({ kind: 'faulty', faults: [{ field: 'code', fault: 'taken' }] });
  expect(drawn).toHaveLength(1);
});

test('nothing is made for a place that is not asked, or for more places than there are', async () => {
  const { services, drawn } = house(0);
  const make = makeOpenCodes(services);
  expect(await make(consultation, [{ ...wish, place: '79' }], act)).toMatchObject({ kind: 'faulty' });
  expect(
    await make(
      consultation,
      Array.from({ length: 401 }, () => wish),
      act,
    ),
  ).toMatchObject({ kind: 'faulty' });
  expect(drawn).toEqual([]);
});

test('a sheet has as many different codes as it says, each with its keyed hash, drawn anew where one is taken', async () => {
  const { services, sheets } = house(1);
  const order = { id: 's', place: null, label: 'Lớp 4A', size: 60 };
  expect(await makeSheet(services)(consultation, order, act)).toEqual({ kind: 'made', sheet: 's' });
  expect(sheets).toHaveLength(2);
  const [first, second] = sheets.map(({ codes }) => codes);
  expect(new Set(second?.map(({ code }) => code)).size).toBe(60);
  for (const { code, key } of second ?? []) expect(key).toBe(`key of ${code}`);
  expect(second).not.toEqual(first);
});

test('a sheet whose id is taken gets another, and so does what is recorded of it', async () => {
  const { services } = house(0);
  const orders: SheetOrder[] = [];
  const addSheet = async (order: SheetOrder) => {
    orders.push(order);
    return orders.length === 1 ? ('id-taken' as const) : ('made' as const);
  };
  const taken = { ...services, codes: { ...services.codes, addSheet } };
  const order = { id: 's', place: null, label: 'Lớp 4A', size: 2 };
  const outcome = await makeSheet(taken)(consultation, order, act);
  const [first, second] = orders;
  expect([first?.sheet.id, first?.event.id]).toEqual(['s', act.id]);
  expect(outcome).toEqual({ kind: 'made', sheet: second?.sheet.id });
  expect(second?.sheet.id).not.toBe('s');
  expect(second?.event.id).not.toBe(act.id);
});

test('nothing is made for a consultation that is closed, by hand or by its time', async () => {
  const { services, drawn, sheets } = house(0);
  for (const end of ['closedAt', 'closesAt']) {
    const closed: Consultation = { ...consultation, [end]: new Date(0) };
    const sheet = { id: 's', place: null, label: 'Lớp 4A', size: 2 };
    expect(await makeOpenCodes(services)(closed, [wish], act)).toEqual({ kind: 'closed' });
    expect(await makeSheet(services)(closed, sheet, act)).toEqual({ kind: 'closed' });
  }
  expect([drawn, sheets]).toEqual([[], []]);
});

test('codes that are taken again and again are a fault of ours', async () => {
  const { services } = house(100);
  await expect(makeOpenCodes(services)(consultation, [wish], act)).rejects.toThrow();
});
