/** Open text is masked before it is stored. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MASKS, maskPersonalData } from '../../src/core/mask.ts';

describe('masked', () => {
  it.each([
    ['gọi em 0912345678 nhé', 'gọi em [số điện thoại] nhé'],
    ['0912 345 678', '[số điện thoại]'],
    ['0912.345.678', '[số điện thoại]'],
    ['0912-345-678', '[số điện thoại]'],
    ['(091) 234 5678', '([số điện thoại]'],
    ['09 12 34 56 78', '[số điện thoại]'],
    ['+84 912 345 678', '[số điện thoại]'],
    ['+84912345678.', '[số điện thoại].'],
    ['84912345678', '[số điện thoại]'],
    ['0084 912 345 678', '[số điện thoại]'],
    ['０９１２３４５６７８', '[số điện thoại]'],
    ['o912 345 678', '[số điện thoại]'],
    ['số của em không chín một hai ba bốn năm sáu bảy tám', 'số của em [số điện thoại]'],
    ['024 3822 1234 là số nhà', '[số điện thoại] là số nhà'],
    ['thư be.na+1@gmail.com nha', 'thư [thư điện tử] nha'],
    ['na @ gmail . com', '[thư điện tử]'],
    ['na@truong.edu.vn', '[thư điện tử]'],
    ['na (a) gmail.com', '[thư điện tử]'],
    ['na12 a còng gmail chấm com', '[thư điện tử]'],
    ['xem https://zalo.me/abc?x=1, nhé', 'xem [đường dẫn], nhé'],
    ['www.facebook.com/na', '[đường dẫn]'],
    ['vào fb.com/na.nguyen đi', 'vào [đường dẫn] đi'],
    ['truong.edu.vn', '[đường dẫn]'],
    ['theo @be_na trên mạng', 'theo [tài khoản] trên mạng'],
    ['zalo: na_2015', 'zalo: [tài khoản]'],
    ['nick của em là na2015', 'nick của em là [tài khoản]'],
    ['sinh ngày 12/05/2015', 'sinh ngày [số]'],
    ['căn cước 001215012345', 'căn cước [số]'],
    ['mã học sinh 2301456', 'mã học sinh [số]'],
  ])('%j becomes %j', (text, masked) => {
    expect(maskPersonalData(text).text).toBe(masked);
  });
});

describe('left as it is', () => {
  it.each([
    'Em muốn có thêm sân chơi.',
    'gọi 111 hoặc 113',
    'năm 2025 em học lớp 4a2',
    'từ 7 giờ 30 đến 11 giờ 15',
    'bữa ăn 25000 đồng, 100.000đ một tháng',
    'một hai ba bốn năm',
    'em 9 tuổi, nặng 30 kg',
    'tỉ số 3-2',
    'em thích.bạn thích',
    'facebook là chỗ em chơi',
  ])('%j', (text) => {
    expect(maskPersonalData(text)).toEqual({ text, spans: [] });
  });
});

describe('spans', () => {
  it('are offsets in the input, in order, and tell what is masked', () => {
    const text = 'a@b.vn, 😀 0912345678';
    expect(maskPersonalData(text).spans).toEqual([
      { start: 0, end: 6, type: 'email' },
      { start: 11, end: 21, type: 'phone' },
    ]);
  });
  it('are found in little time in hostile text', () => {
    for (const unit of ['a', 'a.', '1 ', '0-', 'a@', 'http', 'một ', '@@', 'zalo: ']) {
      const began = performance.now();
      maskPersonalData(unit.repeat(4000));
      expect(performance.now() - began).toBeLessThan(500);
    }
  });
  it('rebuild the masked text for any input', () => {
    const parts = fc.constantFrom(
      '0912345678',
      ' ',
      'a@b.vn',
      'www.x.vn',
      '@nana',
      '12/05/2015',
      'em',
      '.',
      '１２３４５６７',
      '\ud83d',
      '😀',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(parts).map((list) => list.join('')),
        ),
        (text) => {
          const { text: masked, spans } = maskPersonalData(text);
          let rebuilt = '';
          let at = 0;
          for (const { start, end, type } of spans) {
            expect(start >= at && end > start && end <= text.length).toBe(true);
            rebuilt += text.slice(at, start) + MASKS[type];
            at = end;
          }
          expect(rebuilt + text.slice(at)).toBe(masked);
        },
      ),
    );
  });
});
