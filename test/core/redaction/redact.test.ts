/** Open text is masked before it is stored. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact } from '../../../src/core/redaction/redact.ts';
import { MASKS } from '../../../src/core/redaction/span.ts';

describe('masked', () => {
  it.each([
    ['gọi em 0912345678 nhé', 'gọi em [số điện thoại] nhé'],
    ['0912 345 678', '[số điện thoại]'],
    ['0912.345.678', '[số điện thoại]'],
    ['0912-345-678', '[số điện thoại]'],
    ['(091) 234 5678', '([số điện thoại]'],
    ['09 12 34 56 78', '[số điện thoại]'],
    ['+84 912 345 678', '+[số điện thoại]'],
    ['0084 912 345 678', '[số điện thoại]'],
    ['０９１２３４５６７８', '[số điện thoại]'],
    ['o912 345 678', '[số điện thoại]'],
    ['số của em không chín một hai ba bốn năm sáu bảy tám', 'số của em [số điện thoại]'],
    ['so khong chin mot hai ba bon nam sau bay tam', 'so [số điện thoại]'],
    ['024 3822 1234 là số nhà', '[số điện thoại] là số nhà'],
    ['thư be.na+1@gmail.com nha', 'thư [thư điện tử] nha'],
    ['na12 a còng gmail chấm com', '[thư điện tử]'],
    ['xem https://vtv.vn/abc?x=1, nhé', 'xem [đường dẫn], nhé'],
    ['vào fb.com/na.nguyen đi', 'vào [tài khoản] đi'],
    ['theo @be_na trên mạng', 'theo [tài khoản] trên mạng'],
    ['nick của em là na2015', 'nick của em là [tài khoản]'],
    ['sinh ngày 12/05/2015', 'sinh ngày [ngày sinh]'],
    ['căn cước 001215012345', 'căn cước [số giấy tờ]'],
    ['Em tên là Nguyễn Minh An, học lớp 4A2', 'Em tên là [tên], học lớp [lớp]'],
    ['e học trường thcs trần phú nha', 'e học [trường] nha'],
    ['Nhà em ở số 12 ngõ 45 đường Láng.', 'Nhà em ở [địa chỉ].'],
  ])('%j becomes %j', (text, masked) => {
    expect(redact(text).text).toBe(masked);
  });

  it('is found in decomposed letters too', () => {
    const text = 'Em tên là Nguyễn Thị Hạnh ạ'.normalize('NFD');
    const [span] = redact(text).spans;
    expect(text.slice(span?.start, span?.end).normalize('NFC')).toBe('Nguyễn Thị Hạnh');
  });
});

describe('left as it is', () => {
  it.each([
    'Em muốn có thêm sân chơi.',
    'gọi 111 hoặc 113',
    'năm 2025 em học lớp 4',
    'từ 7 giờ 30 đến 11 giờ 15',
    'bữa ăn 25000 đồng, 100.000đ một tháng',
    'một hai ba bốn năm sáu bảy tám chín mười',
    'em 9 tuổi, nặng 30 kg',
    'tỉ số 3-2',
    'em thích.bạn thích',
    'facebook là chỗ em chơi',
    'Bác Hồ và Đại tướng Võ Nguyên Giáp',
    'Em đi Hồ Gươm và công viên Thống Nhất ở Hà Nội.',
    'bạn nam ngồi một bên, bạn nữ ngồi một bên',
  ])('%j', (text) => {
    expect(redact(text)).toEqual({ text, spans: [] });
  });
});

describe('spans', () => {
  it('are offsets in the input, in order, and tell what is masked', () => {
    expect(redact('a@b.vn, 😀 0912345678').spans).toEqual([
      { start: 0, end: 6, type: 'email' },
      { start: 11, end: 21, type: 'phone' },
    ]);
  });

  it('rebuild the masked text for any input', () => {
    const word = fc.constantFrom(
      ...[
        '0912345678',
        'a@b.vn',
        'www.x.vn',
        'Nguyễn Văn An',
        'lớp 4A',
        'trường Kim Đồng',
        'số 5 ngõ 3',
        'tên',
        'em',
      ],
      ...['sinh', 'ngày', '1/2/2014', 'không', 'chín', '😀', '\n', ',', 'bạn', 'Lan', '７', 'e\u0323'],
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(word).map((words) => words.join(' ')),
    );
    fc.assert(
      fc.property(text, (written) => {
        const { text: masked, spans } = redact(written);
        let rebuilt = '';
        let at = 0;
        for (const { start, end, type } of spans) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThan(start);
          rebuilt += written.slice(at, start) + MASKS[type];
          at = end;
        }
        expect(masked).toBe(rebuilt + written.slice(at));
      }),
    );
  });

  it('are found in little time in hostile text', () => {
    const units = [
      'a',
      'a.',
      '1 ',
      '0-',
      'a@',
      'http',
      'một ',
      '@@',
      'zalo: ',
      'tên ',
      'Nguyễn ',
      'số 5 ',
      'trường ',
      'sinh ',
      'ngõ 1, ',
    ];
    for (const unit of units) {
      const began = performance.now();
      redact(unit.repeat(4000));
      expect(performance.now() - began, unit).toBeLessThan(1_000);
    }
  });
});
