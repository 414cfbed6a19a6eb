/** Every finding has words in both languages, which say what the check says without its English. */

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import en from '../../../../locales/en.json' with { type: 'json' };
import vi from '../../../../locales/vi.json' with { type: 'json' };
import { checkFlow, syntaxFindings } from '../../../../src/core/flow/check-flow.ts';
import { draftSource } from '../../../../src/core/flow-draft/draft-source.ts';
import { yamlFlowFormat } from '../../../../src/storage/flow-format.ts';
import { phraseKey, wordFindings } from '../../../../src/web/console/flows/found-faults.ts';
import { flowData } from '../../../core/flow/flow-data.ts';
import { sayFromLocales } from '../../fake-dependencies.ts';

const BROKEN = 'test/flows-broken';
const FILES = readdirSync(BROKEN).filter((name) => name.endsWith('.yaml'));

function findingsOf(name: string) {
  const read = yamlFlowFormat().parse(readFileSync(`${BROKEN}/${name}`, 'utf8'));
  return read.kind === 'faulty'
    ? { source: {}, findings: syntaxFindings(read.faults) }
    : { source: draftSource(read.document.data), findings: checkFlow(read.document).findings };
}

describe.each(['vi', 'en'])('in %s', (language) => {
  const phrase = (key: string, values?: Record<string, string | number>) =>
    sayFromLocales(language, key, values);

  test.each(FILES)('%s is worded, with every fact in its place', (name) => {
    const { source, findings } = findingsOf(name);
    for (const { text } of wordFindings(source, findings, { language, phrase })) {
      expect(text).toMatch(/\S{2,}.*[.!?”]$/u);
      expect(text).not.toMatch(/undefined|\{\{|object/);
    }
  });
});

test('no phrase of a finding is one that no check uses', () => {
  const checks = readdirSync('src/core/flow/checks').map((name) =>
    readFileSync(`src/core/flow/checks/${name}`, 'utf8'),
  );
  const others = ['read-written-flow.ts', 'finding.ts'].map((name) =>
    readFileSync(`src/core/flow/${name}`, 'utf8'),
  );
  const written = [...checks, ...others].join('\n');
  const keys = Object.keys(vi).filter((key) => key.startsWith('console.flows.finding.'));
  for (const key of keys.filter((one) => !one.endsWith('.empty-option'))) {
    const [code = '', variant] = key.slice('console.flows.finding.'.length).split('.');
    expect([key, written.includes(`'${code}'`)]).toEqual([key, true]);
    if (variant !== undefined) expect([key, written.includes(`'${variant}'`)]).toEqual([key, true]);
  }
  expect(keys.every((key) => Object.hasOwn(en, key))).toBe(true);
});

test('a question that is gone is called by the id that it had', () => {
  const phrase = (key: string, values?: Record<string, string | number>) => sayFromLocales('vi', key, values);
  const source = draftSource(flowData([{ id: 'fun', kind: 'yes-no', when: 'fun-near = yes' }]));
  const texts = wordFindings(source, checkFlow({ data: source }).findings, { language: 'vi', phrase });
  expect(texts.find(({ code }) => code === 'unknown-reference')?.text).toBe(
    'Điều kiện nhắc tới một câu không còn trong bộ câu hỏi (“fun-near”). Anh chị chọn câu khác hoặc bỏ dòng này.',
  );
});

test('words of authors are one for each thing', () => {
  const phrases = Object.entries(vi).filter(([key]) => /^console\.(flows|preview|xlsforms)\./.test(key));
  const others = /bản nháp|ngân hàng câu hỏi|công bố|nhóm tuổi/i;
  expect(phrases.filter(([, words]) => others.test(words))).toEqual([]);
});

test('every code has a plain phrase', () => {
  const codes = [...readFileSync('src/core/flow/finding.ts', 'utf8').matchAll(/^ {2}\| '([a-z-]+)'/gm)];
  expect(codes.length).toBeGreaterThan(25);
  for (const [, code = ''] of codes) {
    const variants = Object.keys(vi).filter((key) => key.startsWith(phraseKey({ code: code as 'loop' })));
    expect([code, variants.length > 0]).toEqual([code, true]);
  }
});
