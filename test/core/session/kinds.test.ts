/** Each kind of question: how it is put, how replies and taps are read. */

import { describe, expect, it } from 'vitest';
import type { Flow } from '../../../src/core/flow/flow.ts';
import { draftOf } from '../../../src/core/session/draft.ts';
import { begun, everyKind, Walker, type WalkOptions } from './walker.ts';

const at = {
  likes: (options?: WalkOptions) => begun(options).type('vui'),
  order: (options?: WalkOptions) => begun(options).type('vui', '1'),
  sleep: (options?: WalkOptions) => begun(options).type('vui', '1', '1 2 3'),
  place: (options?: WalkOptions) => begun(options).type('vui', '1', '1 2 3', '5', 'có'),
  quiz: () => begun({ place: '00004' }).type('vui', '1', '1 2 3', '5', 'có'),
  wish: () => begun({ place: '00004' }).type('vui', '1', '1 2 3', '5', 'có', '2'),
};

/** The test flow with other labels on the options of a question. */
function relabelled(id: string, labels: readonly string[]): Flow {
  return {
    ...everyKind,
    questions: everyKind.questions.map((question) =>
      question.id === id && (question.kind === 'choice' || question.kind === 'rank')
        ? {
            ...question,
            options: question.options.map((option, place) => ({
              ...option,
              label: { vi: { all: labels[place] ?? '' } },
            })),
          }
        : question,
    ),
  };
}

describe('age', () => {
  const asked = (options?: WalkOptions) => new Walker(options).open();
  it.each([
    ['9', '9-10'],
    ['８', '7-8'],
    ['8 tuổi', '7-8'],
    ['tám tuổi', '7-8'],
    ['em 8 tuổi ạ', '7-8'],
    ['em mười hai tuổi', '11-13'],
    ['15', '14-15'],
    ['twelve', '11-13'],
  ])('%j is kept as the band %s and no more', (reply, band) => {
    const child = asked().type(reply);
    expect(child.state.answers['age']).toBe(band);
    expect(child.state.ageBand).toBe(band);
  });
  it.each(['lớp 3', '2016', 'sinh năm 2016', 'x', '9 hay 10', '1', '100', '8 rưỡi'])(
    '%j asks again',
    (reply) => {
      const child = asked().type(reply);
      expect(child.state.phase).toBe('asking');
      expect(child.state.asking).toBe('age');
    },
  );
  it.each(['5', '17', 'năm tuổi'])('%j ends kindly, with nothing kept', (reply) => {
    const child = asked().type(reply);
    expect(child.state).toEqual({
      language: 'vi',
      phase: 'ineligible',
      asking: null,
      trail: [],
      answers: {},
    });
    expect(child.effects).toEqual([{ kind: 'ended', disposition: 'refusal' }]);
    expect(child.said.at(-1)?.done).toBe(true);
  });
  it('is tapped where buttons are, younger and older among them', () => {
    const child = asked({ channel: 'telegram' });
    expect(child.labels).toHaveLength(11);
    expect(asked().tap('Chưa đến 7').state.phase).toBe('ineligible');
    expect(asked().tap('10 tuổi').state.ageBand).toBe('9-10');
  });
  it('carries no numbers beside its ages on any channel', () => {
    for (const channel of ['web', 'telegram'] as const) {
      const child = asked({ channel });
      expect(child.said.at(-1)?.numbered).toBe(false);
      expect(child.said.at(-1)?.choices?.some((choice) => choice.number !== undefined)).toBe(false);
    }
    expect(begun().said.at(-1)?.numbered).toBeUndefined();
  });
  it('shows no numbered list, whose numbers would be taken for ages', () => {
    expect(asked({ channel: 'zalo' }).labels).toEqual([]);
    expect(asked({ channel: 'zalo-oa' }).labels).toEqual([]);
    expect(asked({ channel: 'zalo' }).type('9').state.ageBand).toBe('9-10');
  });
  it('can be corrected after a slip', () => {
    expect(asked().type('5', 'làm lại').state.asking).toBe('age');
  });
});

describe('consent', () => {
  const asked = () => new Walker().open().type('9');
  it.each(['có', 'dạ', 'ừ', 'ok', 'đồng ý', 'em đồng ý ạ', '1', 'a', '👍', 'yes'])('%j is a yes', (reply) => {
    expect(asked().type(reply).state.partway).toEqual({ kind: 'partial' });
  });
  it.each(['không', 'k', 'dạ không ạ', 'em không đồng ý', '2', 'no', '👎', 'em ko muốn'])(
    '%j is a no, and nothing is kept',
    (reply) => {
      const child = asked().type(reply);
      expect(child.state).toEqual({ language: 'vi', phase: 'refused', asking: null, trail: [], answers: {} });
      expect(child.text).toBe('Không sao đâu em.');
      expect(child.effects).toEqual([{ kind: 'ended', disposition: 'refusal' }]);
    },
  );
  it.each([
    '',
    '...',
    'hmm',
    'có lẽ',
    'em không biết',
    'ai hỏi vậy ạ',
    'có khi nào bị mắng không',
    '3',
    '😀',
    'giữ',
    'tiếp đi',
    'bạn em có',
  ])('%j is no yes', (reply) => {
    const child = asked().type(reply);
    expect(child.state.answers).not.toHaveProperty('consent');
    expect(child.state.partway).toBeUndefined();
  });
  it('asks whether a part may be kept, where only a clear yes keeps it', () => {
    const yes = asked().type('có');
    expect(yes.text).toContain('Dừng giữa chừng');
    expect(asked().type('có', 'dạ').state.keepPartial).toBe(true);
    expect(asked().type('có', 'không').state.keepPartial).toBeUndefined();
    const unclear = asked().type('có', 'hmm', 'có lẽ');
    expect(unclear.state.asking).toBe('consent');
    expect(unclear.state.keepPartial).toBeUndefined();
  });
});

describe('a choice', () => {
  it('asks which one where a reply fits two', () => {
    const child = begun().type('buồn', 'bài tập với bạn bè');
    expect(child.state.partway).toEqual({ kind: 'ambiguous', options: ['homework', 'friends'] });
    expect(child.labels).toEqual(['Bài tập', 'Bạn bè']);
    expect(child.type('2').state.answers['why']).toBe('friends');
  });
  it('takes a number inside the question of which one for a place in that list', () => {
    const flow = relabelled('why', ['Lớp 2', 'Lớp 3', 'Lớp 5']);
    const child = begun({ flow }).type('buồn', '2');
    expect(child.labels).toEqual(['Lớp 2', 'Lớp 3']);
    expect(child.type('2').state.answers['why']).toBe('friends');
  });
  it('names a way out from the third miss on', () => {
    const child = begun().type('buồn', 'xyz', 'zzz');
    expect(child.text).not.toContain('“bỏ qua”');
    expect(child.type('qqq').text).toContain('“bỏ qua”');
    expect(new Walker().open().type('x', 'y', 'z').text).toContain('“dừng”');
  });
  it('still takes any other option, and a word for none of these', () => {
    expect(begun().type('buồn', '1 hay 2', 'bữa ăn').state.answers['why']).toBe('food');
    const child = begun().type('buồn', '1 hay 2').tap('Ý khác');
    expect(child.labels).toHaveLength(3);
    expect(begun().type('buồn', '1 hay 2', 'ý khác').labels).toHaveLength(3);
  });
  it('is put more simply with an example after two misses, and never scolds', () => {
    const child = begun().type('buồn', 'xyz');
    expect(child.text).toContain('Em thử lại giúp nhé');
    expect(child.text).not.toContain('Ví dụ');
    child.type('zzz');
    expect(child.text).toContain('Ví dụ: bài tập nhiều quá.');
    expect(child.state.misses).toBe(2);
    expect(child.type('1').state.misses).toBeUndefined();
  });
  it('hears what was not read as free words', () => {
    const child = begun().type('trời mưa to');
    expect(child.effects).toEqual([{ kind: 'free-text', question: null, text: 'trời mưa to' }]);
    child.type('em buồn vì trời mưa to');
    expect(child.state.answers['mood']).toBe('sad');
    expect(child.effects).toEqual([{ kind: 'free-text', question: null, text: 'em buồn vì trời mưa to' }]);
    expect(begun().type('em buồn ạ').effects).toEqual([]);
  });
  it('puts an earlier answer into a text', () => {
    expect(begun().type('buồn').text).toContain('Điều gì làm em thấy Buồn?');
  });
});

describe('several choices', () => {
  it.each([
    ['1,3', ['books', 'draw']],
    ['3 1', ['books', 'draw']],
    ['1 và 3', ['books', 'draw']],
    ['13', ['books', 'draw']],
    ['a c', ['books', 'draw']],
    ['ac', ['books', 'draw']],
    ['A, C', ['books', 'draw']],
    ['đọc sách, vẽ tranh', ['books', 'draw']],
    ['doc sach va ve tranh', ['books', 'draw']],
    ['em thích đọc sách với vẽ chanh', ['books', 'draw']],
    ['2', ['ball']],
    ['em thích đá bóng', ['ball']],
    ['em chọn 1 và 2 ạ', ['books', 'ball']],
    ['1 1 2', ['books', 'ball']],
    ['câu 1, câu 2', ['books', 'ball']],
    ['đá bóng chứ không vẽ tranh', ['ball']],
  ])('%j picks %j in the order of the flow', (reply, picks) => {
    expect(at.likes().type(reply).state.answers['likes']).toEqual(picks);
  });
  it.each(['1,2,3', 'tất cả', '123'])('%j is too many, and is kindly told', (reply) => {
    const child = at.likes().type(reply);
    expect(child.state.asking).toBe('likes');
    expect(child.text).toContain('nhiều nhất 2');
  });
  it('picks and unpicks by taps until done', () => {
    const child = at.likes().tap('Đọc sách').tap('Vẽ tranh');
    expect(
      child.said
        .at(-1)
        ?.choices?.filter(({ picked }) => picked)
        .map(({ label }) => label),
    ).toEqual(['Đọc sách', 'Vẽ tranh']);
    child.tap('Đọc sách').tap('Xong');
    expect(child.state.answers['likes']).toEqual(['draw']);
  });
  it('does not offer to be done before enough is picked, nor more than may be', () => {
    expect(at.likes().controls).not.toContain('Xong');
    const child = at.likes().tap('Đọc sách').tap('Đá bóng').tap('Vẽ tranh');
    expect(child.state.partway).toEqual({ kind: 'picks', picks: ['books', 'ball'] });
    expect(child.text).toContain('nhiều nhất 2');
    expect(child.type('xong').state.answers['likes']).toEqual(['books', 'ball']);
  });
});

describe('a rank', () => {
  it.each([
    ['2 1 3', ['meal', 'yard', 'toilet']],
    ['2,1', ['meal', 'yard', 'toilet']],
    ['bac', ['meal', 'yard', 'toilet']],
    ['b > a > c', ['meal', 'yard', 'toilet']],
    ['bữa ăn, sân chơi, nhà vệ sinh', ['meal', 'yard', 'toilet']],
    ['nhà vệ sinh rồi bữa ăn rồi sân chơi', ['toilet', 'meal', 'yard']],
    ['321', ['toilet', 'meal', 'yard']],
  ])('%j is %j, best first', (reply, order) => {
    expect(at.order().type(reply).state.answers['order']).toEqual(order);
  });
  it('is built by taps; the last one needs none', () => {
    const child = at.order().tap('Bữa ăn');
    expect(child.labels).toEqual(['Sân chơi', 'Nhà vệ sinh']);
    expect(child.text).toContain('Em đã xếp: 1. Bữa ăn.');
    expect(child.tap('Nhà vệ sinh').state.answers['order']).toEqual(['meal', 'toilet', 'yard']);
  });
  it('keeps the numbers of the whole list while it grows shorter', () => {
    const child = at.order({ channel: 'zalo' }).type('2');
    const left = child.said.at(-1)?.choices?.filter(({ role }) => role === 'option');
    expect(left?.map(({ label, number }) => [number, label])).toEqual([
      [1, 'Sân chơi'],
      [3, 'Nhà vệ sinh'],
    ]);
    expect(child.text).toContain('Em gõ số đứng trước nhé.');
    expect(child.type('3').state.answers['order']).toEqual(['meal', 'toilet', 'yard']);
  });
  it('takes the same number twice for one pick, and all at once for a new order', () => {
    const child = at.order().type('2', '2');
    expect(child.state.partway).toEqual({ kind: 'picks', picks: ['meal'] });
    expect(child.type('3 2 1').state.answers['order']).toEqual(['toilet', 'meal', 'yard']);
  });
  it('keeps its order through a reply that fits two', () => {
    const flow = relabelled('order', ['Sân cỏ', 'Bữa ăn', 'Sân cát']);
    const child = at.order({ flow }).tap('Bữa ăn').type('sân');
    expect(child.labels).toEqual(['Sân cỏ', 'Sân cát']);
    expect(child.type('2').state.answers['order']).toEqual(['meal', 'toilet', 'yard']);
  });
  it('reads a number by the whole list', () => {
    expect(at.order().type('2', '1').state.answers['order']).toEqual(['meal', 'yard', 'toilet']);
  });
});

describe('a number', () => {
  it.each([
    ['8', 8],
    ['８', 8],
    ['tám', 8],
    ['8 phút', 8],
    ['khoảng 40 phút ạ', 40],
    ['hai mươi lăm phút', 25],
    ['một trăm', 100],
    ['mười', 10],
    ['không có', 0],
    ['0', 0],
    ['240', 240],
    ['10.0', 10],
  ])('%j is %d', (reply, value) => {
    expect(at.sleep().type(reply).state.answers['sleep']).toBe(value);
  });
  it.each(['241', '-5', 'nhiều lắm', '7,5', '8 rưỡi', '20 hoặc 30', '9999999999999999999'])(
    '%j asks again, kindly',
    (reply) => {
      const child = at.sleep().type(reply);
      expect(child.state.asking).toBe('sleep');
      expect(child.state.misses).toBe(1);
    },
  );
  it('tells the bounds', () => {
    expect(at.sleep().type('999').text).toContain('từ 0 đến 240');
  });
});

describe('a place', () => {
  it('is not asked where the invitation tells it, yet counts as answered', () => {
    const child = at.quiz();
    expect(child.state.asking).toBe('quiz');
    expect(child.state.trail).toContain('place');
    expect(draftOf(everyKind, { ...child.state, phase: 'finished' }).answers['place']).toBe('00004');
  });
  it('asks only the commune where the invitation tells the province', () => {
    const child = at.place({ place: '01' });
    expect(child.labels).toEqual(['Ba Đình', 'Hoàn Kiếm', 'Ngọc Hà']);
    child.tap('Ba Đình');
    expect(child.state.place).toBe('00004');
    expect(child.type('quay lại').state.place).toBe('01');
  });
  it('is chosen from pages of at most eight where lists are numbered', () => {
    const child = at.place({ channel: 'zalo' });
    expect(child.labels).toHaveLength(8);
    expect(child.controls).toContain('Xem thêm');
    child.type('xem thêm');
    expect(child.labels).toHaveLength(3);
    expect(child.type('xem thêm').labels).toHaveLength(8);
  });
  it('finds by first letters, with or without marks', () => {
    expect(at.place().type('ha').labels).toEqual(['Hà Nội', 'Hà Tĩnh', 'Hải Phòng']);
    expect(at.place().type('hà').labels).toEqual(['Hà Nội', 'Hà Tĩnh']);
    expect(at.place().type('tỉnh khánh hòa').labels).toEqual(['Khánh Hoà']);
    expect(at.place().type('hcm').labels).toEqual(['Hồ Chí Minh']);
    expect(at.place().type('sài gòn').labels).toEqual(['Hồ Chí Minh']);
    expect(at.place().tap('Quảng Ngãi').type('ba to').labels).toEqual(['Ba Tô', 'Ba Tơ']);
    expect(at.place().tap('Quảng Ngãi').type('xã ba tơ').labels).toEqual(['Ba Tơ']);
  });
  it('is never taken from spelling alone', () => {
    const child = at.place().type('Hà Nội');
    expect(child.state.asking).toBe('place');
    expect(child.text).toContain('Có phải nơi này không?');
    child.type('đúng', 'ba đình');
    expect(child.state.answers).not.toHaveProperty('place');
    expect(child.type('1').state.answers['place']).toBe('00004');
    expect(child.state.place).toBe('00004');
  });
  it.each([
    'hà nội ạ',
    'em ở hà nội',
    'dạ em ở Hà Nội ạ',
    'tỉnh hà nội',
    'em đang sống ở tp Hà Nội nhé',
    'I live in Hanoi',
  ])('%j is heard through its courtesy', (said) => {
    expect(at.place().type(said).labels).toEqual(['Hà Nội']);
  });
  it.each(['không', 'không phải', 'dạ không ạ', 'k'])('%j to what was found shows the list again', (said) => {
    const child = at.place().type('Hà Nội', said);
    expect(child.labels.length).toBeGreaterThan(5);
    expect(child.text).toContain('Không sao');
    expect(child.state.misses).toBeUndefined();
  });
  it('offers to skip where the child does not know', () => {
    expect(at.place().type('em không biết ạ').text).toContain('bỏ qua');
    expect(at.place().type('ko biết').text).toContain('Không biết cũng không sao');
  });
  it('names the province in full once, above the communes', () => {
    const child = at.place().tap('Hồ Chí Minh');
    expect(child.text).toContain('Ở Thành phố Hồ Chí Minh,');
    expect(child.labels).toEqual(['Gò Vấp']);
    expect(at.place().tap('Quảng Ngãi').text).toContain('Ở Quảng Ngãi,');
  });
  it('says to type a number where lists are numbered', () => {
    expect(at.place({ channel: 'zalo' }).text).toContain('Em gõ số đứng trước');
    expect(at.place({ channel: 'zalo' }).type('ha').text).toContain('Em gõ số đứng trước');
  });
  it('says kindly that nothing was found', () => {
    expect(at.place().type('zzzz').text).toContain('chưa tìm thấy');
  });
  it('goes back to the provinces first, then to the question before', () => {
    const child = at.place().tap('Hà Nội').type('quay lại');
    expect(child.state.asking).toBe('place');
    expect(child.labels).toContain('Huế');
    expect(child.type('quay lại').state.asking).toBe('heard');
  });
  it('is forgotten when gone back over, and kept when kept', () => {
    const child = at.place().tap('Hà Nội').tap('Ba Đình').type('quay lại');
    expect(child.state.place).toBeUndefined();
    expect(child.text).toContain('Ba Đình (Hà Nội)');
    expect(child.type('giữ').state.place).toBe('00004');
  });
});

describe('a lesson', () => {
  it('praises the right answer and explains', () => {
    expect(at.quiz().type('2').said[0]?.text).toBe('Đúng rồi, hay quá! Trẻ em nào cũng có quyền nêu ý kiến.');
  });
  it('explains warmly after another, and both count as learned', () => {
    const child = at.quiz().type('1');
    expect(child.said[0]?.text).toBe('Cảm ơn em đã đoán! Trẻ em nào cũng có quyền nêu ý kiến.');
    expect(draftOf(everyKind, { ...child.state, phase: 'finished' }).learned).toBe(true);
    expect(draftOf(everyKind, { ...at.quiz().type('bỏ qua').state, phase: 'finished' }).learned).toBe(false);
  });
});

describe('free words', () => {
  it('are masked, trimmed and composed before they are kept', () => {
    const child = at.wish().type('  Gọi e\u0302m 0912 345 678 nhé,\u0000 a@b.vn  ');
    expect(child.state.answers['wish']).toBe('Gọi êm [số điện thoại] nhé, [thư điện tử]');
    expect(child.effects).toEqual([
      { kind: 'free-text', question: 'wish', text: child.state.answers['wish'] },
    ]);
  });
  it.each(['1', 'a', 'không', 'có', 'Em muốn dừng bắt nạt', 'vui', 'k'])('%j is taken as words', (said) => {
    expect(at.wish().type(said).state.answers['wish']).toBe(said);
  });
  it.each(['dừng', 'bỏ qua', 'quay lại', 'giúp', 'tiếng anh'])('%j by itself is still a command', (said) => {
    expect(at.wish().type(said).state.answers['wish'] ?? null).toBeNull();
  });
  it('too long are asked to be shortened, losing nothing; too long again they are cut at a word', () => {
    const long = 'Em ước '.repeat(20);
    const child = at.wish().type(long);
    expect(child.state.asking).toBe('wish');
    expect(child.text).toContain('139');
    child.type(long);
    expect(child.state.answers['wish']).toMatch(/^(Em ước )+Em( ước)?$/);
    expect(String(child.state.answers['wish']).length).toBeLessThanOrEqual(80);
  });
  it('are never cut through a character', () => {
    const child = at.wish().type('😀'.repeat(60), '😀'.repeat(60));
    const kept = String(child.state.answers['wish']);
    expect(kept).toBe('😀'.repeat(40));
    expect(kept.isWellFormed()).toBe(true);
  });
  it.each(['', '   ', '...', '\u200b'])('%j asks again', (said) => {
    expect(at.wish().type(said).state.asking).toBe('wish');
  });
});

describe('the draft', () => {
  it('holds what is on the trail, texts apart, cards, age and consent left out', () => {
    const child = begun({ place: '00004' }).type(
      'vui',
      '1',
      '1 2 3',
      '5',
      'bỏ qua',
      '2',
      'Thêm cây',
      'không',
    );
    expect(child.state.phase).toBe('finished');
    expect(draftOf(everyKind, child.state)).toEqual({
      disposition: 'complete',
      answers: {
        mood: 'happy',
        likes: ['books'],
        order: ['yard', 'meal', 'toilet'],
        sleep: 5,
        heard: null,
        place: '00004',
        quiz: 'everyone',
        more: 'no',
      },
      texts: [{ question: 'wish', text: 'Thêm cây' }],
      ageBand: '9-10',
      place: '00004',
      learned: true,
    });
  });
  it('never counts answers gone back over', () => {
    const child = begun().type('buồn', '1', 'quay lại', 'dừng');
    const draft = draftOf(everyKind, child.state);
    expect(draft.disposition).toBe('partial');
    expect(draft.answers).toEqual({ mood: 'sad' });
  });
  it('is empty where the walk must not be sealed', () => {
    const child = new Walker().open().type('9', 'có', 'không', 'vui', 'dừng');
    expect(draftOf(everyKind, child.state)).toEqual({
      disposition: 'break-off',
      answers: {},
      texts: [],
      ageBand: null,
      place: null,
      learned: false,
    });
  });
});

describe('progress', () => {
  it('counts questions on the present route, cards, age and consent left out', () => {
    const marks = [];
    const child = begun({ place: '00004' });
    for (const reply of ['buồn', '1', '1', '1 2 3', '5', 'có', '2', 'x', 'có', 'y']) {
      marks.push(child.said.at(-1)?.progress);
      child.type(reply);
    }
    expect(marks.map((mark) => `${mark?.at}/${mark?.of}`)).toEqual([
      '1/9',
      '2/10',
      '3/10',
      '4/10',
      '5/10',
      '6/10',
      '7/10',
      '8/10',
      '9/10',
      '10/10',
    ]);
  });
});
