/** Places are found by first letters, in the table of all of them. */

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildGazetteer } from '../../src/core/gazetteer.ts';
import { parseLocalities, parsePredecessors } from '../../src/storage/locality-files.ts';

const rows = parseLocalities(readFileSync(new URL('../../data/localities.csv', import.meta.url), 'utf8'));
const gazetteer = buildGazetteer(rows);

function names(typed: string, within: string): readonly string[] {
  return gazetteer.startingWith(typed, within).map(({ name }) => name);
}

describe('a dissolved province', () => {
  const csv = readFileSync(new URL('../../data/province-predecessors.csv', import.meta.url), 'utf8');
  const former = buildGazetteer(rows, parsePredecessors(csv));
  it.each([
    ['Hải Dương', ['Hải Phòng']],
    ['binh duong', ['Hồ Chí Minh']],
    ['tỉnh Kon Tum', ['Quảng Ngãi']],
    ['Vũng Tàu', ['Hồ Chí Minh']],
    ['thừa thiên huế', ['Huế']],
    ['ha giang', ['Tuyên Quang']],
  ])('%j leads to the one it went to', (typed, found) => {
    expect(former.startingWith(typed, 'VN').map(({ name }) => name)).toEqual(found);
  });
  it('does not come among the present ones', () => {
    expect(former.startingWith('ha', 'VN').map(({ name }) => name)).toEqual(names('ha', 'VN'));
    expect(former.startingWith('kon tum', '01')).toEqual([]);
    expect(former.provinces()).toHaveLength(34);
  });
});

describe('the gazetteer', () => {
  it('holds all places, provinces in Vietnamese order', () => {
    expect(gazetteer.provinces()).toHaveLength(34);
    const found = gazetteer.provinces().map(({ name }) => name);
    expect(found.slice(0, 3)).toEqual(['An Giang', 'Bắc Ninh', 'Cà Mau']);
    expect(found.indexOf('Đà Nẵng')).toBeGreaterThan(found.indexOf('Cần Thơ'));
    expect(found.indexOf('Đà Nẵng')).toBeLessThan(found.indexOf('Gia Lai'));
    expect(gazetteer.provinces().flatMap(({ code }) => gazetteer.communesOf(code))).toHaveLength(3321);
    expect(gazetteer.find('79')?.name).toBe('Hồ Chí Minh');
    expect(gazetteer.find('99999')).toBeUndefined();
  });
  it.each([
    ['ha', ['Hà Nội', 'Hà Tĩnh', 'Hải Phòng']],
    ['hà n', ['Hà Nội']],
    ['hai', ['Hải Phòng']],
    ['thanh hoa', ['Thanh Hoá']],
    ['khánh hòa', ['Khánh Hoà']],
    ['Khánh Hoà', ['Khánh Hoà']],
    ['tỉnh Gia Lai', ['Gia Lai']],
    ['TP. Huế', ['Huế']],
    ['hcm', ['Hồ Chí Minh']],
    ['tphcm', ['Hồ Chí Minh']],
    ['hanoi', ['Hà Nội']],
    ['zzz', []],
    ['', []],
  ])('finds the province for %j', (typed, found) => {
    expect(names(typed, 'VN')).toEqual(found);
  });
  it('tells communes of one province apart by their marks', () => {
    expect(names('Ba Tơ', '51')).toContain('Ba Tơ');
    expect(names('Ba Tơ', '51')).not.toContain('Ba Tô');
    expect(names('ba to', '51')).toEqual(expect.arrayContaining(['Ba Tơ', 'Ba Tô']));
    expect(names('sơn hạ', '51')).toEqual(['Sơn Hạ']);
  });
  it('finds every place by its own full name', () => {
    for (const { name, parentCode, code } of rows) {
      expect(gazetteer.startingWith(name, parentCode).map((found) => found.code)).toContain(code);
    }
  });
  it('finds a place by a later word, after those that begin with it', () => {
    const found = names('noi', 'VN');
    expect(found).toEqual(['Hà Nội']);
  });
});
