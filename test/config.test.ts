/** The settings: every mistake at once, and `.env.example` in step with them. */

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readConfig, SETTINGS } from '../src/config.ts';

test('nothing set gives the documented defaults', () => {
  const read = readConfig({});
  expect(read).toMatchObject({
    kind: 'valid',
    config: {
      PORT: 8080,
      HOST: '127.0.0.1',
      DATA_DIR: './data',
      SEAL_BATCH: 10,
      MIN_CELL: 5,
      MODERATION_DAYS: 7,
      DEMO_RESPONSES: 240,
    },
  });
});

test('an empty value counts as not set', () => {
  expect(readConfig({ PORT: '', SECRET_KEY: '  ', DATABASE_URL: '' }).kind).toBe('valid');
});

test('every mistake is told in one message, by name', () => {
  const read = readConfig({
    PORT: '99999',
    DATABASE_URL: 'mysql://x',
    SECRET_KEY: 'short',
    MIN_CELL: 'two',
    LOG_LEVEL: 'loud',
    TELEGRAM_BOT_TOKEN: 'nonsense',
    PUBLIC_URL: 'em-noi.vn',
    DEMO: 'yes',
  });
  if (read.kind !== 'faulty') throw new Error('accepted');
  for (const name of [
    'PORT',
    'DATABASE_URL',
    'SECRET_KEY',
    'MIN_CELL',
    'LOG_LEVEL',
    'TELEGRAM_BOT_TOKEN',
    'PUBLIC_URL',
    'DEMO',
  ]) {
    expect(read.message).toMatch(new RegExp(`^  ${name} must`, 'm'));
  }
});

test('what a setting needs beside it is told', () => {
  const read = readConfig({
    DATABASE_URL: 'postgresql://localhost/x',
    TELEGRAM_BOT_TOKEN: '1:abc',
    ZALO_BOT_TOKEN: '1:abc',
    ZALO_OA_ID: 'oa',
    OIDC_ISSUER: 'https://id.example.vn',
  });
  if (read.kind !== 'faulty') throw new Error('accepted');
  for (const name of [
    'SECRET_KEY',
    'OIDC_CLIENT_ID',
    'OIDC_CLIENT_SECRET',
    'TELEGRAM_WEBHOOK_SECRET',
    'ZALO_WEBHOOK_SECRET',
    'ZALO_OA_APP_ID',
    'ZALO_OA_REFRESH_TOKEN',
  ]) {
    expect(read.message).toMatch(new RegExp(`^  ${name} is required`, 'm'));
  }
});

test('a wrong setting does not hide a missing one', () => {
  const read = readConfig({ PORT: 'x', DATABASE_URL: 'postgresql://localhost/x', ZALO_BOT_TOKEN: 'y' });
  if (read.kind !== 'faulty') throw new Error('accepted');
  for (const name of ['PORT', 'SECRET_KEY', 'ZALO_BOT_TOKEN', 'ZALO_WEBHOOK_SECRET'])
    expect(read.message).toContain(`  ${name} `);
});

test('no message repeats a secret', () => {
  const read = readConfig({ SECRET_KEY: 'hush-hush', TELEGRAM_BOT_TOKEN: 'my-token' });
  if (read.kind !== 'faulty') throw new Error('accepted');
  expect(read.message).not.toMatch(/hush|my-token/);
});

test('.env.example names every setting, each with a line of meaning, and its defaults are the real ones', () => {
  const lines = readFileSync('.env.example', 'utf8').split('\n');
  const named = lines.flatMap((line, index) => {
    const match = /^#([A-Z_]+)=(.*)$/.exec(line);
    if (match === null) return [];
    expect(lines[index - 1], `${match[1]} has no comment above it`).toMatch(/^# \S/);
    return [[match[1] ?? '', match[2] ?? ''] as const];
  });
  expect(named.map(([name]) => name)).toEqual(Object.keys(SETTINGS));
  const read = readConfig({});
  if (read.kind !== 'valid') throw new Error(read.message);
  const defaults: Record<string, unknown> = read.config;
  for (const [name, value] of named) {
    if (defaults[name] !== undefined) expect(value, name).toBe(String(defaults[name]));
  }
});
