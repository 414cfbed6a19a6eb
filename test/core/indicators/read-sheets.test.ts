/** Files of denominators and targets are taken whole or not at all, and every fault is told with its cell. */

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildGazetteer } from '../../../src/core/gazetteer.ts';
import { readCsvSheet, writeCsv } from '../../../src/core/indicators/read-csv.ts';
import { readSheets } from '../../../src/core/indicators/read-sheets.ts';
import { findPlace, isSameName, partsOf } from '../../../src/core/indicators/row-place.ts';
import type { Locality } from '../../../src/core/locality.ts';

const linesOf = (file: string): readonly (readonly string[])[] =>
  readFileSync(new URL(`../../../data/${file}`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));

const gazetteer = buildGazetteer(
  linesOf('localities.csv').map(
    ([code = '', level = '', kind = '', name = '', parentCode = '']) =>
      ({ code, level, kind, name, parentCode }) as Locality,
  ),
);
const former = linesOf('province-predecessors.csv').map(([code = '', name = '', newCode = '']) => ({
  ...{ code, name, newCode },
}));

const DENOMINATOR =
  'Mã địa bàn,Tên địa bàn,Từ tuổi,Đến tuổi,Giới tính,Số trẻ em,Ngày số liệu,Áp dụng từ năm,Áp dụng đến năm,Văn bản nguồn,Địa giới';
const TARGET = 'Mã địa bàn,Tên địa bàn,Chỉ tiêu,Từ năm,Năm đích,Giá trị,Ngày văn bản,Văn bản nguồn,Địa giới';

function read(text: string, mayBring: (place: string) => boolean = () => true) {
  const sheet = readCsvSheet(new TextEncoder().encode(text), 'tệp.csv');
  if ('code' in sheet) throw new Error(sheet.code);
  return readSheets([sheet], { gazetteer, former, mayBring, today: '2026-11-24' });
}

const rowsOf = (text: string) => {
  const reading = read(text);
  if (reading.kind === 'faulty') throw new Error(JSON.stringify(reading.faults));
  return reading.rows;
};

const faultsOf = (text: string, mayBring?: (place: string) => boolean) => {
  const reading = read(text, mayBring);
  return reading.kind === 'read'
    ? []
    : reading.faults.map(({ row, column, code }) => `${row} ${column} ${code}`.replace(/ +/g, ' '));
};

describe('a place', () => {
  const find = (code: string, name: string, day: string | null, era: 'present' | 'former' | null = null) =>
    findPlace({ code, name, day, era }, { gazetteer, former });

  it('is what its code meant on the day of the row', () => {
    expect(find('44', 'Quảng Bình', '2024-12-31')).toEqual({
      place: '44',
      former: { code: '44', name: 'Quảng Bình' },
    });
    expect(find('45', 'Quảng Trị', '2024-12-31')).toMatchObject({ place: '44', former: { code: '45' } });
    expect(find('44', 'Quảng Trị', '2025-12-31')).toEqual({ place: '44', former: null });
    expect(find('44', 'Quảng Trị', '2024-12-31')).toMatchObject({ code: 'place-name' });
    expect(find('44', 'Quảng Trị', '2024-12-31', 'present')).toEqual({ place: '44', former: null });
    // A province that was not merged is the same then and now.
    expect(find('01', 'Hà Nội', '2019-04-01')).toEqual({ place: '01', former: null });
    expect(find('46', 'Thừa Thiên Huế', '2019-04-01')).toEqual({ place: '46', former: null });
  });

  it.each(['15', '24', '44', '52', '80', '82', '91'])(
    'of the reused code %s needs its name or its era',
    (code) => {
      expect(find(code, '', '2024-12-31')).toMatchObject({ code: 'place-era' });
      expect(find(code, '', '2026-01-01')).toMatchObject({ code: 'place-era' });
      expect(find(code, '', '2024-12-31', 'present')).toEqual({ place: code, former: null });
      expect(find(code, '', '2026-01-01', 'former')).toMatchObject({ former: { code } });
    },
  );

  it('of every one of the 63 former provinces leads to a present one, and all parts are known', () => {
    const found = former.map(({ code, name, newCode }) => {
      const place = find(code, name, '2020-01-01');
      expect(place).toMatchObject({ place: newCode });
      return partsOf(newCode, former).length;
    });
    expect(found).toHaveLength(63);
    expect(new Set(former.map(({ newCode }) => newCode)).size).toBe(34);
    expect(partsOf('01', former)).toEqual([]);
    expect(partsOf('68', former).map(({ name }) => name)).toEqual(['Lâm Đồng', 'Bình Thuận', 'Đắk Nông']);
  });

  it('is found by a code that lost its zeros, and its name is read with either habit of tone marks', () => {
    expect(find('1', 'Hà Nội', '2026-01-01')).toEqual({ place: '01', former: null });
    expect(find('4', 'Phường Ba Đình', '2026-01-01')).toEqual({ place: '00004', former: null });
    expect(isSameName('tỉnh Thanh Hoá', 'Thanh Hóa')).toBe(true);
    expect(isSameName('Bà Rịa - Vũng Tàu', 'Bà Rịa-Vũng Tàu')).toBe(true);
    expect(isSameName('Ba Tơ', 'Ba Tô')).toBe(false);
    expect(isSameName('Ha Noi', 'Hà Nội')).toBe(false);
  });

  it('of a commune before 1 July 2025 cannot be carried over', () => {
    expect(find('00004', '', '2024-12-31')).toMatchObject({ code: 'place-former-commune' });
    expect(find('00004', 'Ba Đình', '2024-12-31', 'present')).toEqual({ place: '00004', former: null });
    expect(find('VN', '', '2019-04-01')).toEqual({ place: 'VN', former: null });
    expect(find('99', '', '2026-01-01')).toMatchObject({ code: 'place-unknown' });
  });
});

describe('a file', () => {
  it('gives denominators and targets as they are written', () => {
    expect(
      rowsOf(`${DENOMINATOR}\n79,TP. Hồ Chí Minh,7,15,,"1.234.567",31/12/2025,2026,,"Công văn 12, Sở Y tế",`),
    ).toEqual([
      {
        ...{ kind: 'denominator', place: '79', former: null, ages: { from: 7, to: 15 }, sex: null },
        ...{
          children: 1_234_567,
          asOf: '2025-12-31',
          from: 2026,
          until: null,
          source: 'Công văn 12, Sở Y tế',
        },
      },
    ]);
    expect(
      rowsOf(
        `${TARGET}\n01,Hà Nội,22,,2030,"37,5",03/06/2021,KH 138/KH-UBND,\nVN,,lượt,2023,2027,50.000.000,2023-01-01,Đề án,`,
      ),
    ).toEqual([
      {
        ...{ kind: 'target', place: '01', former: null, measure: '22', from: 2030, until: 2030, value: 37.5 },
        ...{ issuedOn: '2021-06-03', source: 'KH 138/KH-UBND' },
      },
      {
        ...{ kind: 'target', place: 'VN', former: null, measure: 'turns', from: 2023, until: 2027 },
        ...{ value: 50_000_000, issuedOn: '2023-01-01', source: 'Đề án' },
      },
    ]);
  });

  it('may be divided by semicolons or tabs, with a byte order mark and columns in any order', () => {
    const rows = rowsOf(
      '\ufeffVăn bản nguồn;Áp dụng từ năm;Số trẻ em;Từ tuổi;Đến tuổi;Ngày số liệu;Mã địa bàn\r\nNiên giám;2026;500;11;15;2025-12-31;79\r\n',
    );
    expect(rows).toMatchObject([{ place: '79', children: 500, source: 'Niên giám' }]);
    expect(rowsOf(`${DENOMINATOR}\n79,,7,15,,5,31/12/2025,2026,,S,`.replaceAll(',', '\t'))).toHaveLength(1);
  });

  it('tells every fault with its row and column, and gives nothing of the good rows', () => {
    const text = [
      DENOMINATOR,
      '79,Hồ Chí Minh,7,15,,100,31/12/2025,2026,,Nguồn,',
      '79,Hà Nội,15,7,khác,0,31/02/2025,1900,,,',
      '79,Hồ Chí Minh,7,15,,200,31/12/2025,2026,,Nguồn,',
      '99,,7,15,,"1,5",31/12/2027,2026,2020,Nguồn,',
    ].join('\n');
    expect(faultsOf(text)).toEqual([
      ...['3 B (Tên địa bàn) place-name', '3 D (Đến tuổi) ages', '3 E (Giới tính) word'],
      ...['3 F (Số trẻ em) whole', '3 G (Ngày số liệu) day', '3 H (Áp dụng từ năm) whole'],
      ...['3 J (Văn bản nguồn) source', '4 twin', '5 A (Mã địa bàn) place-unknown'],
      ...['5 F (Số trẻ em) whole', '5 G (Ngày số liệu) day-future', '5 I (Áp dụng đến năm) years'],
    ]);
  });

  it('is refused where a share looks like a fraction, a column is missing or unknown, or nothing is in it', () => {
    expect(faultsOf(`${TARGET}\n01,Hà Nội,22,,2030,"0,35",03/06/2021,KH,`)).toEqual([
      '2 F (Giá trị) percent-small',
    ]);
    expect(faultsOf(`${TARGET}\n01,Hà Nội,lượt,,2030,35,03/06/2021,KH,`)).toEqual([
      '2 D (Từ năm) turns-years',
    ]);
    expect(faultsOf('Mã địa bàn,Số trẻ em,Từ tuổi,Đến tuổi,Ghi chú\n79,5,7,15,x')).toEqual([
      ...['1 header-missing', '1 header-missing', '1 header-missing', '1 E header-unknown'],
    ]);
    expect(faultsOf('Tên,Tuổi\nLan,9')).toEqual(['1 not-a-table']);
    expect(faultsOf(DENOMINATOR)).toEqual(['0 nothing']);
  });

  it('is held to the reach of whoever brings it', () => {
    const row = (code: string) => `${DENOMINATOR}\n${code},,7,15,,5,31/12/2025,2026,,S,hiện nay`;
    expect(faultsOf(row('79'), (place) => place === '79')).toEqual([]);
    expect(faultsOf(row('01'), (place) => place === '79')).toEqual(['2 A (Mã địa bàn) beyond-reach']);
  });

  it('that is no UTF-8, or has a quotation mark that is never closed, is told so', () => {
    expect(readCsvSheet(new Uint8Array([0x4d, 0xe3, 0x20]), 'x')).toMatchObject({ code: 'csv-not-utf8' });
    expect(readCsvSheet(new TextEncoder().encode('a,b\n"c,d\n'), 'x')).toMatchObject({
      ...{ code: 'csv-quote', facts: { row: 2 } },
    });
  });

  it('comes back from what we write, with nothing that is worked out as a formula', () => {
    const written = writeCsv([
      ['a', 'b;"c"'],
      ['=1+1', -5],
    ]);
    const sheet = readCsvSheet(new TextEncoder().encode(written), 'x');
    if ('code' in sheet) throw new Error(sheet.code);
    expect(sheet.rows.map(({ cells }) => [...cells.values()])).toEqual([
      ['a', 'b;"c"'],
      ["'=1+1", '-5'],
    ]);
  });
});
