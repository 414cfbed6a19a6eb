/** Pictures: what they show, what they never leave out, and what may not stand in them. */

import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Figures } from '../../../src/core/findings/figures.ts';
import { createSay } from '../../../src/i18n/say.ts';
import { drawBars } from '../../../src/reports/charts/bars.ts';
import { chartWords } from '../../../src/reports/charts/chart-words.ts';
import { drawGroups } from '../../../src/reports/charts/group-bars.ts';
import { asFile, asPng, asSlide } from '../../../src/reports/charts/picture-file.ts';
import { openProvinceMap, type ProvinceMap } from '../../../src/reports/charts/province-map.ts';
import { drawScale, drawScaleRows } from '../../../src/reports/charts/scale-bars.ts';

const words = chartWords(createSay(), 'vi');
const drawing = { id: 'p-q', width: 360, words };

function figures(counts: Readonly<Record<string, number | null>>, more: Partial<Figures> = {}): Figures {
  return {
    ...{
      question: 'q',
      kind: 'choice',
      text: 'Em thích gì?',
      answered: 100,
      skipped: 0,
      base: 1,
      minCell: 5,
    },
    ...{ several: false, right: [] },
    cells: Object.entries(counts).map(([label, count]) => ({
      ...{ id: label, label, face: '😀', count, older: false },
    })),
    ...more,
  };
}

const textsOf = (svg: string) =>
  [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text ?? '');

describe('bars', () => {
  it('stand in the order of their length, with what is withheld last', () => {
    const texts = textsOf(drawBars(figures({ Ít: 10, Giấu: null, Nhiều: 60, Vừa: 30 }), drawing));
    expect(texts.filter((text) => text.endsWith('%'))).toEqual(['60%', '30%', '10%']);
    expect(texts.filter((text) => text.startsWith('😀'))).toEqual(['😀 Nhiều', '😀 Vừa', '😀 Ít', '😀 Giấu']);
  });

  it('keep the order of ranges and of yes and no', () => {
    const texts = textsOf(drawBars(figures({ '0–9': 10, '10–19': 90 }, { kind: 'number' }), drawing));
    expect(texts.filter((text) => text.endsWith('%'))).toEqual(['10%', '90%']);
  });

  it('hatch what is withheld and call it so', () => {
    const svg = drawBars(figures({ Có: 100, Không: null }), drawing);
    expect(svg).toContain('fill="url(#p-q-hatch)"');
    expect(textsOf(svg)).toContain('chưa nêu số');
    expect(drawBars(figures({ Có: 60, Không: 40 }), drawing)).not.toContain('fill="url(#p-q-hatch)"');
  });

  it('say counts and no shares where it is withheld how many answered', () => {
    const svg = drawBars(figures({ Ít: 10, Giấu: null, Nhiều: 1200 }, { answered: null }), drawing);
    const told = textsOf(svg).filter((text) => !text.startsWith('😀'));
    expect(told).toEqual(['1.200 bạn', '10 bạn', 'chưa nêu số']);
    const lengths = [...svg.matchAll(/<path d="M0 [\d.]+L([\d.]+) [\d.]+A5/g)].map(([, to]) => Number(to));
    expect(lengths[0]).toBeGreaterThan(20 * (lengths[1] ?? 0));
    expect(Math.max(...lengths) + 80).toBeLessThan(drawing.width);
  });

  it('carry a hatching only where something is hatched', () => {
    expect(drawBars(figures({ Có: 60, Không: 40 }), drawing)).not.toContain('<pattern');
    expect(drawBars(figures({ Có: 60, Không: null }), drawing).match(/<pattern/g)).toHaveLength(1);
  });

  it('tick what is right of a quiz', () => {
    const svg = drawBars(figures({ Sai: 60, Đúng: 40 }, { kind: 'lesson', right: ['Đúng'] }), drawing);
    expect(svg.match(/<polyline|<path d="M2 [\d.]+L6 [\d.]+L14 /g)).toHaveLength(1);
    expect(textsOf(svg).join('')).not.toContain('✓');
  });

  it('never make a wrong answer of a quiz the darkest', () => {
    const svg = drawBars(figures({ Sai: 60, Đúng: 40 }, { kind: 'lesson', right: ['Đúng'] }), drawing);
    const [longest, right] = [...svg.matchAll(/fill="var\(--(chart-\d)\)"/g)].map(([, name]) => name);
    expect([longest, right]).toEqual(['chart-3', 'chart-5']);
  });

  it('are not drawn of shares that rounding makes a guess', () => {
    const svg = drawBars(figures({ Có: 20, Không: 30 }, { base: 10, answered: 40 }), drawing);
    expect(textsOf(svg).filter((text) => text.endsWith('%'))).toEqual([]);
  });
});

describe('scales', () => {
  it('keep the order of the points and their faces', () => {
    const texts = textsOf(
      drawScale(figures({ 'Chưa vui': 20, Vui: 30, 'Rất vui': 50 }, { kind: 'scale' }), drawing),
    );
    expect(texts.filter((text) => text.startsWith('😀'))).toEqual(['😀 Chưa vui', '😀 Vui', '😀 Rất vui']);
  });

  it('show those in no published figure as such', () => {
    const scale = figures({ 'Chưa vui': 20, Vui: null, 'Rất vui': 50 }, { kind: 'scale' });
    expect(drawScale(scale, drawing)).toContain('fill="url(#p-q-hatch)"');
  });

  it('never look whole where something is withheld', () => {
    const scale = figures({ 'Chưa vui': 50, Vui: null, 'Rất vui': 50 }, { kind: 'scale' });
    const svg = drawScaleRows(scale, [{ label: 'Bạn gái', shares: [0.5, null, 0.5] }], drawing);
    const hatched = [
      ...svg.matchAll(/<path d="M[\d.-]+ [\d.]+l([\d.]+) 0l0 38[^>]*fill="url\(#p-q-hatch\)"/g),
    ];
    expect(Number(hatched[0]?.[1])).toBeGreaterThan(12);
  });

  it('never reach beyond all children, however counts were rounded', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(share, { minLength: 3, maxLength: 3 }), (shares) => {
        const scale = figures({ a: 1, b: 1, c: 1 }, { kind: 'scale' });
        const svg = drawScaleRows(scale, [{ label: '7–8 tuổi', shares }], drawing);
        const rightEdges = [...svg.matchAll(/<path d="M(-?[\d.]+) [\d.]+l([\d.]+) 0l0 (?:3\d|40)/g)].map(
          ([, from, length]) => Number(from) + Number(length),
        );
        expect(rightEdges.length).toBeGreaterThan(0);
        expect(Math.max(...rightEdges)).toBeLessThanOrEqual(360.5);
      }),
      // A sliver has its stroke inside, and its neighbour is drawn less high.
      { numRuns: 40, examples: [[[0.0003529285933655297, 0.9997360603429843, 0]]] },
    );
  });
});

describe('groups', () => {
  it('keep numbers of four digits whole', () => {
    const groups = ['Tiếng Việt (khoảng 1.010 bạn)'];
    const svg = drawGroups(
      { title: 'q', groups, answers: [{ label: 'Có', shares: [0.4] }] },
      { ...drawing, width: 720 },
    );
    expect(textsOf(svg)).toContain(groups[0]);
  });

  it('stand under each answer with their names', () => {
    const svg = drawGroups(
      { title: 'q', groups: ['Bạn gái', 'Bạn trai'], answers: [{ label: 'Có', shares: [0.4, null] }] },
      drawing,
    );
    expect(textsOf(svg)).toEqual(['Có', 'Bạn gái', '40%', 'Bạn trai', 'chưa nêu số']);
  });
});

describe('the map', () => {
  let map: ProvinceMap;
  let polygons = 0;
  beforeAll(async () => {
    const geoJson = await readFile(new URL('../../../data/provinces.geojson', import.meta.url), 'utf8');
    map = openProvinceMap(geoJson);
    for (const { geometry } of JSON.parse(geoJson).features) {
      polygons += geometry.type === 'Polygon' ? 1 : geometry.coordinates.length;
    }
  });
  const draw = (values: ReadonlyMap<string, number | null>) =>
    map({ title: 'Nơi em sống', values, format: String }, { id: 'p-m', words });

  it('keeps every island of Hoàng Sa and Trường Sa, framed and named, whatever it shows', () => {
    for (const values of [new Map(), new Map([['01', 5]]), new Map([['48', null]])]) {
      const svg = draw(values);
      const drawn = [...svg.matchAll(/<path d="([^"]*)"/g)].flatMap(
        ([, path = '']) => path.match(/Z/g) ?? [],
      );
      expect(drawn.length).toBeGreaterThanOrEqual(polygons);
      expect(textsOf(svg)).toEqual(expect.arrayContaining(['Quần đảo Hoàng Sa', 'Quần đảo Trường Sa']));
      expect(svg.match(/stroke-dasharray/g)).toHaveLength(2);
    }
  });

  it('has classes that share no value, and speaks of what is hatched only where something is', () => {
    const texts = textsOf(
      draw(
        new Map([
          ['01', 795],
          ['79', 400],
        ]),
      ),
    );
    expect(texts).toEqual(
      expect.arrayContaining(['636 – 795', '477 – 635', '318 – 476', '159 – 317', '0 – 158']),
    );
    expect(texts).not.toContain('chưa nêu số');
    expect(textsOf(draw(new Map([['01', null]])))).toContain('chưa nêu số');
  });

  it('cuts nothing off', () => {
    const svg = draw(new Map([['79', 10]]));
    const [, width = 0, height = 0] = (/viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? []).map(Number);
    const outside = [...svg.matchAll(/[ML](-?\d+(?:\.\d+)?) (-?\d+(?:\.\d+)?)/g)].filter(([, x, y]) => {
      return Number(x) < 0 || Number(x) > width || Number(y) < 0 || Number(y) > height;
    });
    expect(svg).not.toContain('clip-path');
    expect(outside).toEqual([]);
  });
});

describe('every picture', () => {
  const evil = '<script>alert(1)</script>" onload="x" & ]]>';
  const all = () => [
    drawBars(figures({ [evil]: 60, b: null }, { text: evil }), drawing),
    drawScale(figures({ [evil]: 60, b: null, c: 1 }, { kind: 'scale', text: evil }), drawing),
    drawGroups({ title: evil, groups: [evil], answers: [{ label: evil, shares: [0.2] }] }, drawing),
  ];

  it('shows what was typed as text', () => {
    for (const svg of all()) {
      expect(svg).not.toMatch(/<script/i);
      const tags = (svg.match(/<[^>]*>/g) ?? []).map((tag) => tag.replace(/"[^"]*"/g, ''));
      expect(tags.join('')).not.toContain('onload');
    }
  });

  it('has nothing in it that the policy of our pages forbids', () => {
    for (const svg of all()) {
      expect(svg).not.toMatch(/<style| style="| class="|href=|data:/);
      expect(svg).toMatch(/^<svg [^>]*role="img" aria-label="/);
    }
  });

  it('is drawn alike each time', () => {
    expect(all()).toEqual(all());
  });

  it('has fixed colours once it is a file', () => {
    for (const svg of all()) expect(asFile(svg)).not.toContain('var(');
  });

  it('becomes a slide and a PNG of 1600 pixels', async () => {
    const slide = asSlide(drawBars(figures({ Có: 60, Không: 40 }), drawing), {
      ...{ question: 'Em thích gì?', sentences: ['Cứ 10 bạn thì khoảng 6 bạn chọn “Có”.'], source: 'Nguồn' },
      simulated: 'Số liệu mô phỏng',
    });
    expect(textsOf(slide)).toEqual(expect.arrayContaining(['Em thích gì?', 'Số liệu mô phỏng', 'Nguồn']));
    const png = await asPng(slide, 1600);
    expect([...png.subarray(1, 4)].map((code) => String.fromCharCode(code)).join('')).toBe('PNG');
    const view = new DataView(png.buffer, png.byteOffset);
    expect([view.getUint32(16), view.getUint32(20)]).toEqual([1600, 900]);
    // Drawn, not empty: an image of one colour has a few kilobytes.
    expect(png.byteLength).toBeGreaterThan(20_000);
  });
});
