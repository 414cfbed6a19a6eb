/** Forms as an author would send them. */

import { readFileSync } from 'node:fs';
import { type DraftSource, draftSource } from '../../../src/core/flow-draft/draft-source.ts';
import type { Fields } from '../../../src/core/flow-draft/fields.ts';
import { yamlFlowFormat } from '../../../src/storage/flow-format.ts';

/** The fields of a form; a list is a field that comes several times. */
export function typed(sent: Readonly<Record<string, string | readonly string[]>>): Fields {
  const texts = (name: string) => {
    const value = Object.hasOwn(sent, name) ? sent[name] : undefined;
    return value === undefined ? [] : typeof value === 'string' ? [value] : value;
  };
  return { text: (name) => texts(name)[0] ?? '', texts, names: Object.keys(sent) };
}

/** The demo flow: every kind of question, a block, bands, conditions. */
export function demoSource(): DraftSource {
  const file = new URL('../../../flows/truong-hoc-hanh-phuc.yaml', import.meta.url);
  const read = yamlFlowFormat().parse(readFileSync(file, 'utf8'));
  if (read.kind === 'faulty') throw new Error(JSON.stringify(read.faults));
  return draftSource(read.document.data);
}
