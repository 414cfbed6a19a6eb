/** The papers for the data-protection file say what the settings say. */

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fillPrivacyFile, PRIVACY_TEMPLATES, type PrivacyFacts } from '../../src/core/privacy-file.ts';

const facts: PrivacyFacts = {
  day: '2026-11-24',
  publicUrl: 'https://emnoi.example',
  database: 'máy chủ PostgreSQL riêng',
  channels: ['web', 'zalo'],
  minCell: 7,
  sealBatch: 12,
  moderationDays: 9,
  contactDays: 31,
  consents: [
    { purpose: 'answering', decision: 'given', atLeast: 120 },
    { purpose: 'hearing-back', decision: 'given', atLeast: 0 },
  ],
};

const templates = Object.entries(PRIVACY_TEMPLATES).map(([name, path]) => ({
  name,
  template: readFileSync(path, 'utf8'),
}));

describe.each(templates)('$name', ({ template }) => {
  const written = fillPrivacyFile(template, facts);

  test('is filled in to the last brace, and leaves to people what only they know', () => {
    expect(written).not.toMatch(/[{}]/);
    expect(written).toContain('**[điền]**');
    expect(written.normalize('NFC')).toBe(written);
  });

  test('tells day, threshold and batch', () => {
    for (const fact of ['24/11/2026', '7 em', '12 em']) expect(written).toContain(fact);
  });

  test('names a transfer abroad only where a channel is one', () => {
    expect(written).not.toContain('Kênh telegram ở nước ngoài');
    expect(fillPrivacyFile(template, { ...facts, channels: ['web', 'telegram'] })).toContain(
      'Kênh telegram ở nước ngoài',
    );
  });
});

test('the record tells what children agreed to, and what takes it back, as floors', () => {
  const record = fillPrivacyFile(readFileSync(PRIVACY_TEMPLATES.record, 'utf8'), facts);
  expect(record).toContain('| trả lời câu hỏi (“rút lại”) | đồng ý | từ 120 |');
  expect(record).toContain('| được nhắn báo kết quả (“đừng báo nữa”) | đồng ý | dưới 10 |');
});

test('a template that names something unknown is refused', () => {
  expect(() => fillPrivacyFile('{{nobody}}', facts)).toThrow('unknown fact');
});
