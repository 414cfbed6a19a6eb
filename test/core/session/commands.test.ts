/** What a child may say or tap at any moment. */

import { describe, expect, it } from 'vitest';
import { HAND_OVER } from '../../../src/web/chat/spoken-words.ts';
import { begun, everyKind, Walker } from './walker.ts';

describe('opening', () => {
  it('says the cards and the first question in one turn', () => {
    const child = new Walker().open();
    expect(child.said.map(({ text }) => text)).toEqual(['Chào em!', 'Em mấy tuổi?']);
    expect(child.state.asking).toBe('age');
  });
  it('begins with whatever is said first', () => {
    expect(new Walker().type('hello').state.asking).toBe('age');
    expect(new Walker().button('mood', 'sad').state.asking).toBe('age');
  });
  it('hears the safe word even before the first question', () => {
    const child = new Walker().type('cứu');
    expect(child.said[0]?.text).toContain('111');
    expect(child.effects).toEqual([{ kind: 'safe-word' }]);
    expect(child.state.asking).toBe('age');
  });
  it('wakes a sleeping walk with a welcome and the pending question', () => {
    const child = begun();
    const asleep = child.state;
    child.open();
    expect(child.state).toEqual(asleep);
    expect(child.text).toContain('em quay lại rồi!');
    expect(child.text).toContain('Em thấy thế nào?');
  });
  it('wakes it by the words a reminder names too, at a question in words of one’s own as well', () => {
    const words = begun().type('vui', '1', '1 2 3', '5', 'có').button('place', 'c00004').type('2');
    for (const child of [begun(), words]) {
      const asleep = child.state;
      for (const said of ['trả lời tiếp', 'Em muốn trả lời tiếp ạ', 'tra loi tiep']) {
        child.type(said);
        expect(child.state).toEqual(asleep);
        expect(child.text).toContain('em quay lại rồi!');
      }
    }
  });
});

describe('the safe word', () => {
  const cries = ['SOS', 'sos', 'cứu', 'cuu', '111', '１１１', 's.o.s'];
  const places: readonly (readonly [string, () => Walker])[] = [
    ['a scale', () => begun()],
    ['a choice', () => begun().type('buồn')],
    ['several choices half picked', () => begun().type('vui').tap('Đọc sách')],
    ['a rank half done', () => begun().type('vui', '1').tap('Bữa ăn')],
    ['a number whose bounds hold 111', () => begun().type('vui', '1', '1 2 3')],
    ['free words', () => begun().type('vui', '1', '1 2 3', '5', 'có').button('place', 'c00004').type('2')],
    ['consent', () => new Walker().open().type('9')],
    ['the offer to start over', () => begun().type('làm lại từ đầu')],
    ['a place half chosen', () => begun().type('vui', '1', '1 2 3', '5', 'có').tap('Hà Nội')],
  ];
  it.each(places)('is answered at once at %s, which stays as it was', (_, reach) => {
    for (const cry of cries) {
      const child = reach();
      const before = child.state;
      child.type(cry);
      expect(child.state).toEqual(before);
      expect(child.said[0]?.text).toContain('111');
      expect(child.said.length).toBeGreaterThan(1);
      expect(child.effects).toEqual([{ kind: 'safe-word' }]);
    }
  });
  it('is answered after the end too', () => {
    const child = begun().type('dừng', 'sos');
    expect(child.text).toContain('111');
    expect(child.state.phase).toBe('stopped');
  });
});

describe('skip', () => {
  it.each(['bỏ qua', 'bo qua', 'skip', '/skip', 'BỎ QUA ạ'])(
    '%s leaves the question unanswered and goes on',
    (said) => {
      const child = begun().type(said);
      expect(child.state.answers['mood']).toBeNull();
      expect(child.state.asking).toBe('likes');
    },
  );
  it('does the same when tapped', () => {
    expect(begun().tap('Bỏ qua').state).toEqual(begun().type('bỏ qua').state);
  });
  it('is kindly declined at age and consent', () => {
    const child = new Walker().open().type('bỏ qua');
    expect(child.state.asking).toBe('age');
    expect(child.text).toContain('dừng');
    expect(child.type('9', 'bỏ qua').state.asking).toBe('consent');
  });
  it('at the question of keeping a part means no', () => {
    const child = new Walker().open().type('9', 'có', 'bỏ qua');
    expect(child.state.asking).toBe('mood');
    expect(child.state.keepPartial).toBeUndefined();
  });
});

describe('back', () => {
  it('offers the earlier answer, and the same again gives the same state', () => {
    const child = begun().type('buồn', '2');
    const before = child.state;
    child.type('quay lại');
    expect(child.state.asking).toBe('why');
    expect(child.text).toContain('Em đã chọn “Bạn bè”. Em giữ hay chọn lại?');
    expect(child.controls).toContain('Giữ');
    expect(child.type('giữ').state).toEqual(before);
    expect(child.type('quay lại').tap('Giữ').state).toEqual(before);
    expect(child.type('quay lại', 'bạn bè').state).toEqual(before);
  });
  it('drops the answers that a changed answer leads away from', () => {
    const child = begun().type('buồn', '2', 'đọc sách', 'quay lại', 'quay lại', 'quay lại');
    expect(child.state.asking).toBe('mood');
    expect(child.state.answers).toHaveProperty('why');
    child.type('vui');
    expect(child.state.answers).not.toHaveProperty('why');
    expect(child.state.answers['likes']).toEqual(['books']);
    expect(child.state.asking).toBe('likes');
    expect(child.text).toContain('Em đã chọn “Đọc sách”');
  });
  it('passes cards on the way and shows them again', () => {
    const child = begun().type('vui', 'quay lại');
    expect(child.state.asking).toBe('mood');
    expect(child.type('giữ').said[0]?.text).toBe('Tuyệt quá!');
  });
  it('offers skipped questions again as skipped', () => {
    const child = begun().type('bỏ qua', 'quay lại');
    expect(child.text).toContain('Em đã bỏ qua câu này.');
    expect(child.type('giữ').state.answers['mood']).toBeNull();
  });
  it('asks consent afresh and forgets what it allowed until then', () => {
    const child = begun().type('quay lại');
    expect(child.state.asking).toBe('consent');
    expect(child.state.keepPartial).toBeUndefined();
    expect(child.controls).not.toContain('Giữ');
    expect(child.type('giữ').state.asking).toBe('consent');
  });
  it('forgets the age band until the age is answered again', () => {
    const child = begun().type('quay lại', 'quay lại');
    expect(child.state.asking).toBe('age');
    expect(child.state.ageBand).toBeUndefined();
    expect(child.type('giữ').state.ageBand).toBe('9-10');
  });
  it('has nowhere to go at the first question', () => {
    const child = new Walker().open().type('quay lại');
    expect(child.state.asking).toBe('age');
    expect(child.text).toContain('câu đầu tiên');
    expect(child.controls).toEqual(['Dừng']);
  });
});

describe('stop', () => {
  it.each(['dừng', 'thôi', 'stop', '/stop', 'thôi ạ'])('%s ends the walk, to be taken up again', (said) => {
    const child = begun().type('vui', said);
    expect(child.state.phase).toBe('stopped');
    expect(child.effects).toEqual([{ kind: 'ended', disposition: 'partial' }]);
    child.type('trả lời tiếp');
    expect(child.state.phase).toBe('asking');
    expect(child.state.asking).toBe('likes');
    expect(child.effects).toContainEqual({ kind: 'resumed' });
    expect(child.text).toContain('Em thích gì?');
  });
  it('breaks off where nothing was answered, or no part may be kept', () => {
    expect(begun().type('dừng').effects).toEqual([{ kind: 'ended', disposition: 'break-off' }]);
    const unwilling = new Walker().open().type('9', 'có', 'không', 'vui', 'dừng');
    expect(unwilling.effects).toEqual([{ kind: 'ended', disposition: 'break-off' }]);
  });
  it('is taken up again by opening, and by tapping an option, which then counts', () => {
    expect(begun().type('dừng').open().state.asking).toBe('mood');
    const child = begun().type('dừng').button('mood', 'happy');
    expect(child.state.answers['mood']).toBe('happy');
    expect(child.effects[0]).toEqual({ kind: 'resumed' });
  });
  it.each(['tiếp', 'tiếp tục', 'em muốn trả lời tiếp ạ', 'continue', 'go on'])('%j goes on', (said) => {
    expect(begun().type('vui', 'dừng', said).state.phase).toBe('asking');
  });
  it.each(['không', 'dạ', 'ok', 'cảm ơn', 'vui', '1', 'bỏ qua', 'quay lại'])('holds at %j', (said) => {
    const child = begun().type('vui', 'dừng');
    const before = child.state;
    child.type(said);
    expect(child.state).toEqual(before);
    expect(child.text).toContain('trả lời tiếp');
    expect(child.controls).toEqual(['Trả lời tiếp']);
    expect(child.effects).not.toContainEqual({ kind: 'resumed' });
  });
  it('lets the language change, helps, and asks before starting over, all the while stopped', () => {
    const child = begun().type('vui', 'dừng', 'tiếng anh');
    expect([child.state.phase, child.state.language]).toEqual(['stopped', 'en']);
    expect(child.text).toContain('go on');
    expect(begun().type('dừng', 'giúp').text).toContain('SOS');
    const again = begun().type('vui', 'dừng', 'làm lại');
    expect(again.labels).toEqual(['Có', 'Không']);
    expect(again.state.phase).toBe('stopped');
    expect(begun().type('vui', 'dừng', 'làm lại', 'không').state).toEqual(begun().type('vui', 'dừng').state);
    expect(again.tap('Có').state).toEqual(new Walker().open().state);
    expect(again.effects).toContainEqual({ kind: 'resumed' });
  });
  it('stays stopped at a sticker', () => {
    const child = begun().type('dừng').take({ kind: 'unsupported', what: 'sticker' });
    expect(child.state.phase).toBe('stopped');
    expect(child.text).toContain('Hình dán dễ thương');
  });
});

describe('help', () => {
  it('says what can be typed and puts the question more simply', () => {
    const child = begun().type('buồn', '?');
    expect(child.text).toContain('bỏ qua');
    expect(child.text).toContain('bài tập nhiều quá');
    expect(child.state.asking).toBe('why');
  });
});

describe('language', () => {
  it.each(['tiếng anh', 'English', '/language', 'tieng anh'])('%s goes on in English', (said) => {
    const child = begun().type(said);
    expect(child.state.language).toBe('en');
    expect(child.text).toContain('How do you feel?');
    expect(child.labels).toContain('😊 Happy');
  });
  it('comes back to Vietnamese', () => {
    expect(begun().type('english', 'tiếng việt').state.language).toBe('vi');
  });
  it('with more than two asks which', () => {
    const flow = { ...everyKind, languages: ['vi', 'en', 'km'] };
    const child = begun({ flow }).type('ngôn ngữ');
    expect(child.labels).toEqual(['Tiếng Việt', 'English', 'ភាសាខ្មែរ']);
    expect(child.type('2').state.language).toBe('en');
    expect(child.state.asking).toBe('mood');
  });
  it('that the flow does not have is named kindly', () => {
    const child = begun({ flow: { ...everyKind, languages: ['vi'] } }).type('tiếng anh');
    expect(child.state.language).toBe('vi');
    expect(child.text).toContain('Tiếng Việt');
  });
});

describe('starting over', () => {
  it('asks first', () => {
    const child = begun().type('vui', 'làm lại từ đầu');
    expect(child.state.answers['mood']).toBe('happy');
    child.type('không');
    expect(child.state.asking).toBe('likes');
    child.type('/restart', 'có');
    expect(child.state).toEqual(new Walker().open().state);
  });
  it('keeps the place of the invitation', () => {
    expect(begun({ place: '00004' }).type('làm lại', 'dạ').state.place).toBe('00004');
  });
  it('does not happen by an old button', () => {
    const child = begun().type('vui').button('likes', '_restart');
    expect(child.state.answers['mood']).toBe('happy');
  });
  it('is not a change of mind for any other reply', () => {
    const child = begun().type('làm lại', 'vui');
    expect(child.state.answers['mood']).toBe('happy');
  });
});

describe('what is half answered', () => {
  const half: readonly (readonly [string, () => Walker])[] = [
    ['several choices', () => begun().type('vui').tap('Đọc sách')],
    ['a rank', () => begun().type('vui', '1').tap('Bữa ăn')],
    ['a place', () => begun().type('vui', '1', '1 2 3', '5', 'có').tap('Hà Nội')],
    ['the question of keeping a part', () => new Walker().open().type('9', 'có')],
  ];
  it.each(half)('outlasts questions of ours: %s', (_, reach) => {
    const before = reach().state;
    expect(before.partway).toBeDefined();
    expect(reach().type('làm lại').tap('Không').state).toEqual(before);
    expect(reach().type('bạn khác').tap('Không').state).toEqual(before);
    expect(reach().type('dừng').tap('Trả lời tiếp').state).toEqual(before);
    expect(reach().type('dừng', 'làm lại', 'không').open().state).toEqual(before);
    expect(reach().type('english').type('tiếng việt').state).toEqual(before);
    const late = reach();
    const [question, option] = late.state.trail.includes('mood') ? ['mood', 'sad'] : ['age', '14'];
    late.button(question, option).tap('Không');
    expect(late.state).toEqual(before);
  });
  it('outlasts a change that leads back to it', () => {
    const child = begun().type('bình thường', '1').tap('Bữa ăn').button('mood', 'happy').tap('Có');
    expect(child.state.asking).toBe('order');
    expect(child.state.partway).toEqual({ kind: 'picks', picks: ['meal'] });
  });
});

describe('another child', () => {
  it('is asked about first, while a question is pending', () => {
    const child = begun();
    const before = child.state;
    child.type('bạn khác');
    expect(child.effects).toEqual([]);
    expect(child.text).toContain('Em muốn đưa máy cho bạn khác trả lời à?');
    child.type('không');
    expect(child.state).toEqual(before);
    expect(child.text).toContain('Em thấy thế nào?');
    expect(child.type('bạn khác', 'dạ').effects).toEqual([{ kind: 'another-respondent' }]);
    expect(child.state).toEqual(before);
  });
  it('is not asked about again where the page has asked', () => {
    expect(begun().type(HAND_OVER).effects).toEqual([{ kind: 'another-respondent' }]);
    expect(begun().type('dừng', HAND_OVER).effects).toEqual([{ kind: 'another-respondent' }]);
  });
  it('is not asked about after the end', () => {
    const child = begun().type('dừng');
    const before = child.state;
    child.type('bạn khác');
    expect(child.state).toEqual(before);
    expect(child.effects).toEqual([{ kind: 'another-respondent' }]);
  });
});

describe('what is not words', () => {
  it.each(['sticker', 'image', 'voice', 'video', 'file', 'location', 'contact', 'other'] as const)(
    'a %s gets a kind sentence and the pending question',
    (what) => {
      const child = begun();
      const before = child.state;
      child.take({ kind: 'unsupported', what });
      expect(child.state).toEqual(before);
      expect(child.text).toMatch(/chữ hoặc số[\s\S]*Em thấy thế nào\?/);
    },
  );
  it('withheld by the vendor gets the web address', () => {
    const child = begun({ channel: 'zalo', webLink: 'https://emnoi.example/c/THU' }).take({
      kind: 'unsupported',
      what: 'hidden',
    });
    expect(child.text).toContain('https://emnoi.example/c/THU');
  });

  const hidden = { kind: 'unsupported', what: 'hidden' } as const;
  const onZalo = { channel: 'zalo', webLink: 'https://emnoi.example/c/THU' } as const;

  it('withheld again on the same day gets nothing, and the web address again on the next', () => {
    const child = begun(onZalo).take(hidden);
    const before = child.state;
    for (let times = 0; times < 3; times += 1) expect(child.take(hidden).said).toEqual([]);
    expect(child.state).toEqual(before);
    // Eleven at night in London is the next morning here.
    child.now = new Date('2026-11-23T23:00:00Z');
    expect(child.take(hidden).text).toContain('https://emnoi.example/c/THU');
  });

  it('withheld in between takes nothing from a walk that goes on', () => {
    const child = begun(onZalo).take(hidden);
    const asked = child.state.asking;
    expect(child.take({ kind: 'unsupported', what: 'sticker' }).text).toContain('Hình dán dễ thương');
    expect(child.type('1').state.asking).not.toBe(asked);
    expect(child.take(hidden).said).toEqual([]);
  });

  it('withheld after the end or a stop is answered once a day as well', () => {
    const child = begun(onZalo).type('dừng').take(hidden);
    expect(child.text).toContain('https://emnoi.example/c/THU');
    expect(child.take(hidden).said).toEqual([]);
    expect(child.state.phase).toBe('stopped');
  });

  it('withheld where there is no web address, or before the first question, is answered each time', () => {
    const onWeb = begun().take(hidden);
    expect(onWeb.take(hidden).said).not.toEqual([]);
    const unopened = new Walker(onZalo).take(hidden);
    expect(unopened.text).not.toContain('emnoi.example');
    expect(unopened.take(hidden).text).toContain('https://emnoi.example/c/THU');
  });
});
