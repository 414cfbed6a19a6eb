/** Buttons: those of the pending question, late ones, strange ones. */

import { describe, expect, it } from 'vitest';
import { makeToken, parseToken } from '../../../src/core/session/button.ts';
import { begun, everyKind, Walker } from './walker.ts';

describe('a token', () => {
  it('is read back', () => {
    const button = { run: 'abc123', question: 'mood', option: 'sad' };
    expect(makeToken(everyKind, button)).toBe('b:abc123:mood:sad');
    expect(parseToken(everyKind, 'b:abc123:mood:sad')).toEqual(button);
  });
  it('stays within 64 bytes for the longest ids', () => {
    const id = `${'a'.repeat(15)}.${'b'.repeat(24)}`;
    const [first] = everyKind.questions;
    const flow = { ...everyKind, questions: [...everyKind.questions, { ...first!, id }] };
    const button = { run: 'abc123', question: id, option: 'o'.repeat(16) };
    const token = makeToken(flow, button);
    expect(token.length).toBeLessThanOrEqual(64);
    expect(parseToken(flow, token)).toEqual(button);
  });
  it.each([
    '',
    'b',
    'b:r:mood',
    'b:r:mood:',
    'x:r:mood:sad',
    'b:r:nothing:sad',
    'b:r:~99:sad',
    'b:r:~x:sad',
    'b:r:mood:sad:more',
    'b:r:constructor:sad',
  ])('%j is none', (token) => {
    expect(parseToken(everyKind, token)).toBeNull();
  });
});

describe('a late tap', () => {
  it('on the same option is a double tap: nothing changes, nothing is said', () => {
    const child = begun().type('vui');
    const before = child.state;
    child.button('mood', 'happy');
    expect(child.state).toEqual(before);
    expect(child.said).toEqual([]);
    for (const [question, option] of [
      ['consent', 'yes'],
      ['age', '10'],
      ['age', '9'],
    ] as const) {
      expect(child.button(question, option).said).toEqual([]);
    }
  });
  it('on another option offers to change that answer', () => {
    const child = begun().type('vui', '1').button('mood', 'sad');
    expect(child.text).toContain('Câu “Em thấy thế nào?”: em muốn đổi thành “Buồn” không?');
    expect(child.state.answers['mood']).toBe('happy');
    child.type('có');
    expect(child.state.answers['mood']).toBe('sad');
    expect(child.state.asking).toBe('why');
    expect(child.state.answers['likes']).toEqual(['books']);
    child.type('1');
    expect(child.text).toContain('Em đã chọn “Đọc sách”');
  });
  it('declined leaves all as it was', () => {
    const child = begun().type('vui', '1');
    const before = child.state;
    child.button('mood', 'sad').tap('Không');
    expect(child.state).toEqual(before);
    expect(child.text).toContain('Em xếp thứ tự nhé.');
  });
  it('changed without a new question on the way comes back to the pending one at once', () => {
    const child = begun().type('bình thường', '1').button('mood', 'happy').tap('Có');
    expect(child.state.asking).toBe('order');
    expect(child.state.trail).toEqual(['welcome', 'age', 'consent', 'mood', 'card', 'likes']);
    expect(child.state.keepPartial).toBe(true);
    expect(child.said.map(({ text }) => text)).toContain('Tuyệt quá!');
  });
  it('on several choices offers to add what is missing', () => {
    const child = begun().type('vui', '1', '1 2 3').button('likes', 'draw').type('ừ');
    expect(child.state.answers['likes']).toEqual(['books', 'draw']);
    expect(child.state.asking).toBe('sleep');
  });
  it('on "no" to consent asks, then forgets everything', () => {
    const child = begun().type('vui').button('consent', 'no');
    expect(child.text).toContain('Em muốn dừng hẳn và xóa các câu trả lời của em không?');
    child.type('có');
    expect(child.state.phase).toBe('refused');
    expect(child.state.answers).toEqual({});
    expect(child.effects).toEqual([{ kind: 'ended', disposition: 'refusal' }]);
  });
  it('on an answer to a pending change is no yes to another change', () => {
    const child = begun().type('vui', '1').button('mood', 'sad').button('likes', '_change');
    expect(child.state.answers['mood']).toBe('happy');
  });
});

describe('a tap on a question gone back over', () => {
  it('changes nothing: only what is on the trail can be changed', () => {
    const child = begun().type('vui', '1', 'quay lại', 'quay lại');
    const before = child.state;
    child.button('likes', 'draw');
    expect(child.state).toEqual(before);
    expect(child.text).toContain('Em thấy thế nào?');
  });
});

describe('a strange tap', () => {
  it.each([
    ['of another walk', 'b:zzzzzz:mood:sad'],
    ['of a later question', 'b:r1r1r1:sleep:_skip'],
    ['of an unknown option', 'b:r1r1r1:mood:furious'],
    ['that is no token', 'hello'],
  ])('%s puts the pending question again and changes nothing', (_, token) => {
    const child = begun();
    const before = child.state;
    child.token(token);
    expect(child.state).toEqual(before);
    expect(child.text).toContain('Em thấy thế nào?');
  });
});

describe('after a refusal or a wrong age', () => {
  it.each([
    ['a wrong age', () => new Walker().open().type('5')],
    ['a refusal', () => new Walker().open().type('9', 'không')],
    ['words after it', () => new Walker().open().type('5', 'ủa')],
  ])('%s can be taken back with a button', (_, reach) => {
    const child = reach();
    expect(child.controls).toEqual(['Làm lại']);
    expect(child.said.at(-1)?.done).toBe(true);
    child.tap('Làm lại');
    expect(child.state).toEqual(new Walker().open().state);
    expect(child.effects).toEqual([{ kind: 'resumed' }]);
  });
});

describe('after the end', () => {
  it('a tap is thanked for and changes nothing', () => {
    const child = begun().type('dừng');
    const done = new Walker();
    done.state = { ...child.state, phase: 'finished', asking: null };
    const before = done.state;
    done.button('mood', 'sad');
    expect(done.state).toEqual(before);
    expect(done.text).toContain('cảm ơn em');
    expect(done.said.at(-1)?.done).toBe(true);
  });
});
