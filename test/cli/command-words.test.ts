/** Words that name no command are told, with the nearest ones, whatever stands before and behind them. */

import { describe, expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { needsDatabase, runCommand } from '../../src/cli/program.ts';
import { nearCommands } from '../../src/compose/near-commands.ts';
import { readConfig } from '../../src/config.ts';

const read = readConfig({});
if (read.kind === 'faulty') throw new Error(read.message);
const { config } = read;

async function run(line: string) {
  const out: string[] = [];
  const told: string[] = [];
  const refuse = () => Promise.reject(new Error('nothing may be opened for this'));
  const host = {
    ...{ application: refuse, tools: refuse, config, folder: '.' },
    out: (text: string) => void out.push(text),
    tell: (text: string) => void told.push(text),
    lines: (async function* none() {})(),
  };
  const code = await runCommand(line.split(' ').filter(Boolean), host, () => null);
  return { code, out: out.join('\n'), told: told.join('\n') };
}

describe('a command that does not exist', () => {
  test.each([
    ['help nonsense', 'nonsense', null],
    ['nonsense --help', 'nonsense', null],
    ['never-made invite --help', 'never-made', null],
    ['help consultation lst', 'consultation lst', 'consultation list'],
    ['consultaton list', 'consultaton', 'consultation list'],
    ['consultation lst', 'consultation lst', 'consultation list'],
    ['flow chek flows/x.yaml', 'flow chek', 'flow check'],
    ['webhook show telegram', 'webhook show', 'webhook set'],
    ['list', 'list', 'outbox list'],
    ['simulate', 'simulate', 'flow simulate'],
    ['copy', 'copy', null],
  ])('%j is told, with exit code 2', async (line, wrong, near) => {
    const { code, out, told } = await run(line);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(told).toContain(`There is no command "${wrong}".`);
    expect(told).toContain('em-noi --help');
    if (near === null) expect(told).not.toContain('Did you mean');
    else expect(told).toMatch(new RegExp(`Did you mean: .*${near}`));
  });
});

test.each(['webhook', 'consultation', 'flow', 'outbox'])(
  '%s by itself asks for another word',
  async (line) => {
    const { code, told } = await run(line);
    expect(code).toBe(2);
    expect(told).toMatch(new RegExp(`^"${line}" needs one more word: em-noi ${line} `));
  },
);

test.each(['help', '--help', '', 'help webhook', 'webhook --help', 'consultation help list', 'migrate -h'])(
  'help is given for %j',
  async (line) => {
    const { code, out, told } = await run(line);
    expect(code).toBe(0);
    expect(out + told).toContain('Usage: em-noi');
  },
);

test.each(['--version', '-V'])('%s prints the version and opens nothing', async (line) => {
  expect(await run(line)).toEqual({ code: 0, out: manifest.version, told: '' });
  expect(needsDatabase([line])).toBe(false);
});

test('no more than three commands are named', () => {
  const commands = ['a list', 'b list', 'c list', 'd list'];
  expect(nearCommands({ words: ['list'], wrongAt: 0 }, commands)).toHaveLength(3);
  expect(nearCommands({ words: ['xyzzy'], wrongAt: 0 }, commands)).toEqual([]);
});
