/** The map of a flow: boxes apart, sheets that fit a page, labels that tell the way. */

import { describe, expect, it } from 'vitest';
import { playableFlow } from '../../src/core/flow/playable-flow.ts';
import { drawMap } from '../../src/reports/flow-map/draw-map.ts';
import { flowMap } from '../../src/reports/flow-map/flow-map.ts';
import { layMap, type MapBox, type MapDrawing } from '../../src/reports/flow-map/map-layout.ts';
import { textWidth, wrapped } from '../../src/reports/flow-map/wrap-text.ts';
import { flowData, type QuestionData } from '../core/flow/flow-data.ts';
import { gazetteer, say } from '../core/session/walker.ts';
import { fortyQuestions } from '../web/console/preview-world.ts';

const ENDS = { start: 'Bắt đầu', end: 'Kết thúc', declined: 'Không tham gia' };

function mapOf(data: unknown, language = 'vi') {
  const { flow, written } = playableFlow(data);
  if (flow === null) throw new Error('nothing to draw');
  return flowMap(
    { flow, written },
    { phrase: (key, values) => say(language, key, values), language, gazetteer },
  );
}

function sheetsOf(drawing: MapDrawing): readonly string[] {
  return drawMap(drawing, ({ at, of }) => ({ title: `${at}/${of}`, description: 'x' }));
}

const edges = ({ x, y, width, height }: Pick<MapBox, 'x' | 'y' | 'width' | 'height'>) => ({
  left: x - width / 2,
  right: x + width / 2,
  top: y - height / 2,
  bottom: y + height / 2,
});

function overlap(one: Pick<MapBox, 'x' | 'y' | 'width' | 'height'>, other: typeof one): boolean {
  const [a, b] = [edges(one), edges(other)];
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

describe('the map of forty questions', () => {
  const map = mapOf(fortyQuestions());
  const drawing = layMap(map, ENDS);
  const labels = drawing.arrows.flatMap(({ label }) => label ?? []);

  it('has every question once, and every one is asked of some child', () => {
    expect(map.stops.length).toBe(40);
    expect(map.stops.filter(({ isAsked }) => !isAsked)).toEqual([]);
    expect(drawing.boxes.filter(({ look }) => look !== 'end').length).toBe(40);
  });

  it('has no two boxes or labels over each other', () => {
    const all = [...drawing.boxes, ...labels];
    for (const [at, one] of all.entries()) {
      for (const other of all.slice(at + 1))
        expect(overlap(one, other), JSON.stringify([one, other])).toBe(false);
    }
  });

  it('leads downwards only', () => {
    for (const { points } of drawing.arrows) {
      expect(points.at(-1)?.y ?? 0).toBeGreaterThan(points[0]?.y ?? 0);
    }
  });

  it('is not wider than two pages of a screen, and its text fits its boxes', () => {
    expect(drawing.width).toBeLessThan(1_500);
    for (const { lines, width } of drawing.boxes) {
      for (const line of lines) expect(textWidth(line, 14)).toBeLessThanOrEqual(width - 24);
    }
  });

  it('comes in sheets that follow each other without a gap, and no box is cut', () => {
    const views = sheetsOf(drawing).map((sheet) => {
      const [, top = '', width = '', height = ''] =
        /viewBox="0 ([\d.]+) ([\d.]+) ([\d.]+)"/.exec(sheet) ?? [];
      return {
        top: Number(top),
        bottom: Number(top) + Number(height),
        share: Number(height) / Math.max(720, Number(width)),
      };
    });
    expect(views.length).toBeGreaterThan(2);
    for (const [at, view] of views.entries()) {
      expect(view.share).toBeLessThanOrEqual(1.31);
      const before = views[at - 1];
      if (before !== undefined) expect(Math.abs(view.top - before.bottom)).toBeLessThan(0.2);
    }
    for (const box of [...drawing.boxes, ...labels]) {
      const { top, bottom } = edges(box);
      const cut = views.filter((view) => view.top > top + 0.1 && view.top < bottom - 0.1);
      expect(cut).toEqual([]);
    }
  });
});

describe('a map', () => {
  const mood: QuestionData = {
    id: 'mood',
    kind: 'choice',
    routes: [
      { when: 'mood = sad', to: 'end' },
      { when: 'skipped(mood)', to: 'last' },
    ],
  };

  it('says of the very question what decides, and of others by their numbers', () => {
    const { stops } = mapOf(
      flowData([mood, { id: 'why', kind: 'text' }, { id: 'last', kind: 'text', when: 'mood = glad' }]),
    );
    expect(stops[1]?.ways).toEqual([
      { to: 3, label: 'còn lại' },
      { to: 'end', label: expect.stringContaining('câu này là “Ý sad”') },
    ]);
    expect(stops[2]?.ways).toContainEqual({ to: 4, label: 'câu 2 là “Ý glad”' });
    expect(stops[0]?.ways).toContainEqual({ to: 'declined', label: 'không đồng ý' });
  });

  it('says it in English as well', () => {
    const { stops } = mapOf(flowData([mood, { id: 'last', kind: 'text' }]), 'en');
    expect(stops[1]?.ways[1]?.label).toBe('this question is “Ý sad”');
  });

  it('draws what nobody is asked where it stands, with no arrow to it', () => {
    const map = mapOf(
      flowData([
        { id: 'a', kind: 'text', routes: [{ to: 'end' }] },
        { id: 'lost', kind: 'text' },
      ]),
    );
    const drawing = layMap(map, ENDS);
    const lost = drawing.boxes.find(({ look }) => look === 'unasked');
    expect(lost?.head).toContain('3 · ');
    const tips = drawing.arrows.map(({ points }) => points.at(-1));
    expect(
      tips.some(
        (tip) => tip && lost && Math.abs(tip.x - lost.x) < 100 && Math.abs(tip.y - lost.y) < lost.height,
      ),
    ).toBe(false);
    const before = drawing.boxes.find(({ head }) => head?.startsWith('2 · '));
    expect(lost?.y ?? 0).toBeGreaterThan(before?.y ?? 0);
  });

  it.each([
    [
      'conditions',
      (at: number) => ({
        when: at < 4 ? undefined : `q${at - 1} = glad or q${at - 2} = sad or q${at - 3} = angry`,
      }),
    ],
    [
      'routes',
      (at: number) => ({
        routes: ['glad', 'sad', 'angry'].map((mood, by) => ({
          when: `q${at} = ${mood}`,
          to: at > 170 ? 'end' : `q${at + by + 2}`,
        })),
      }),
    ],
  ])('with more ways than anyone could follow, by %s, shows the order as it is written', (_, more) => {
    const questions = Array.from({ length: 180 }, (_, at): QuestionData => {
      const given = Object.entries(more(at + 1)).filter(([, value]) => value !== undefined);
      return { id: `q${at + 1}`, kind: 'choice', ...Object.fromEntries(given) };
    });
    const map = mapOf(flowData(questions));
    expect(map.isSimplified).toBe(true);
    expect(map.stops.map(({ ways }) => ways[0]?.to)).toEqual([
      ...Array.from({ length: 180 }, (_, at) => at + 2),
      'end',
    ]);
    expect(layMap(map, ENDS).boxes.length).toBeGreaterThan(180);
  });

  it('of one question is one small sheet', () => {
    expect(sheetsOf(layMap(mapOf(flowData([])), ENDS)).length).toBe(1);
  });

  it('writes words as text, whatever they are', () => {
    const text = { vi: '</text><script>alert(1)</script>"\u0000&' };
    const [sheet = ''] = sheetsOf(layMap(mapOf(flowData([{ id: 'a', kind: 'text', text }])), ENDS));
    expect(sheet).not.toContain('<script');
    expect(sheet).not.toContain('\u0000');
    expect(sheet).toContain('&lt;/text&gt;');
  });
});

describe('lines', () => {
  it.each([
    ['Em có vui không?', ['Em có vui không?']],
    ['', []],
    ['một hai ba bốn năm sáu bảy tám chín mười mười một mười hai', ['một hai ba bốn', 'năm sáu bảy tám…']],
    ['Nghiêng'.repeat(9), [expect.stringMatching(/^NghiêngN.*…$/)]],
  ])('of %j', (text, lines) => {
    expect(wrapped(text, { width: 130, size: 14, most: 2 })).toEqual(lines);
  });
});
