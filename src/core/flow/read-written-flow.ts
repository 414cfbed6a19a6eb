/** Reads the data of a flow file as far as it can be read, and reports what cannot. */

import type * as z from 'zod';
import type { Fault } from './checks/fault.ts';
import { isRecord, notA, shapeFaults, unknownKey } from './checks/shape.ts';
import type { Path } from './expand-blocks.ts';
import { flowSource } from './flow-source.ts';
import { didYouMean } from './nearest-name.ts';
import { blockUseSource, type EntrySource, type QuestionSource, questionSource } from './question-source.ts';
import { type WrittenFlow, writtenFlow } from './written-flow.ts';

/** The flow as far as it could be read; none where the file is not even a group of keys. */
export type WrittenFlowReading = { readonly flow: WrittenFlow | null; readonly faults: readonly Fault[] };

const KEYS = Object.keys(flowSource.shape);
const USE_KEYS = Object.keys(blockUseSource.shape);
const KINDS: ReadonlyMap<string, (typeof questionSource.options)[number]> = new Map(
  questionSource.options.map((schema) => [schema.shape.kind.value, schema]),
);

/** Reads a flow file part by part, so that one bad part does not hide what is wrong with the others. */
export function readWrittenFlow(data: unknown): WrittenFlowReading {
  if (!isRecord(data)) return { flow: null, faults: [notA('object', data, [])] };
  const faults: Fault[] = Object.keys(data)
    .filter((key) => !KEYS.includes(key))
    .map((key) => unknownKey(key, [], KEYS));
  const { shape } = flowSource;
  const read = <T>(key: string, schema: z.ZodType<T>, quiet: T): T =>
    readKey(data, { key, schema, quiet, faults });
  read('flow', shape.flow, '');
  read('version', shape.version, 1);
  read('indicators', shape.indicators, []);
  const header = {
    title: read<z.infer<typeof shape.title> | null>('title', shape.title, null),
    languages: read('languages', shape.languages, []),
    ages: read('ages', shape.ages, []),
    channels: read('channels', shape.channels, []),
    closing: read<z.infer<typeof shape.closing> | null>('closing', shape.closing, null),
  };
  const lists = new Lists(faults);
  const blocks = readBlocks(data, lists);
  const { questions: written } = data;
  const questions = lists.read(written, ['questions']);
  const { standIns, uncertain } = lists;
  return { flow: writtenFlow({ ...header, blocks, questions, standIns, uncertain, data }), faults };
}

type KeyReading<T> = {
  readonly key: string;
  readonly schema: z.ZodType<T>;
  /** Taken where the value cannot be read; no rule finds fault with it. */
  readonly quiet: T;
  readonly faults: Fault[];
};

function readKey<T>(
  data: Readonly<Record<string, unknown>>,
  { key, schema, quiet, faults }: KeyReading<T>,
): T {
  const value = Object.hasOwn(data, key) ? data[key] : undefined;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  faults.push(...shapeFaults(result.error.issues, { value, path: [key], keys: [] }));
  return quiet;
}

function readBlocks(
  data: Readonly<Record<string, unknown>>,
  lists: Lists,
): Record<string, readonly EntrySource[]> {
  const { blocks: written } = data;
  if (written === undefined) return {};
  if (!isRecord(written)) {
    lists.faults.push(notA('object', written, ['blocks']));
    return {};
  }
  const names = flowSource.shape.blocks.unwrap().keyType;
  const blocks: Record<string, readonly EntrySource[]> = {};
  for (const [name, list] of Object.entries(written)) {
    const path = ['blocks', name];
    const issues = names.safeParse(name).error?.issues ?? [];
    lists.faults.push(...shapeFaults(issues, { value: name, path, keys: [] }));
    blocks[name] = lists.read(list, path);
  }
  return blocks;
}

/** Reads lists of questions, gathering what is wrong with them. */
class Lists {
  readonly standIns = new Set<EntrySource>();
  readonly uncertain = new Set<EntrySource>();
  readonly faults: Fault[];

  constructor(faults: Fault[]) {
    this.faults = faults;
  }

  read(value: unknown, path: Path): readonly EntrySource[] {
    if (!Array.isArray(value)) {
      this.faults.push(notA('array', value, path));
      return [];
    }
    if (value.length === 0) {
      this.faults.push({
        code: 'bad-shape',
        path,
        variant: 'no-questions',
        message: `"${path.at(-1)}" is an empty list`,
        advice: 'Write at least one question, or remove the list.',
      });
    }
    return value.map((entry, at) => this.readEntry(entry, [...path, at]));
  }

  private readEntry(value: unknown, path: Path): EntrySource {
    if (!isRecord(value)) {
      this.faults.push(notA('object', value, path));
      return this.standIn({}, path);
    }
    if ('use' in value) return this.readWith(value, path, { schema: blockUseSource, keys: USE_KEYS });
    const { kind } = value;
    const schema = typeof kind === 'string' ? KINDS.get(kind) : undefined;
    if (schema !== undefined) return this.readWith(value, path, { schema, keys: Object.keys(schema.shape) });
    this.faults.push(unknownKind(kind, path));
    return this.standIn(value, path);
  }

  private readWith(
    value: Readonly<Record<string, unknown>>,
    path: Path,
    { schema, keys }: { readonly schema: z.ZodType<EntrySource>; readonly keys: readonly string[] },
  ): EntrySource {
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    const { issues } = result.error;
    this.faults.push(...shapeFaults(issues, { value, path, keys }));
    // What remains without the parts at fault is often still a question.
    const lost = new Set(
      issues.flatMap((issue) =>
        issue.path.length === 0 && issue.code === 'unrecognized_keys' ? issue.keys : [String(issue.path[0])],
      ),
    );
    const rest = schema.safeParse(
      Object.fromEntries(Object.entries(value).filter(([key]) => !lost.has(key))),
    );
    if (!rest.success) return this.standIn(value, path);
    if (lost.has('when') || lost.has('routes')) this.uncertain.add(rest.data);
    return rest.data;
  }

  private standIn(value: Readonly<Record<string, unknown>>, path: Path): QuestionSource {
    const { id: written, kind } = value;
    // Nobody can name an id with a question mark, so it meets no other.
    const id =
      typeof written === 'string' && /^[a-z][a-z0-9-]*$/.test(written) ? written : `?${path.join('.')}`;
    const text = { vi: '…' };
    const entry: QuestionSource =
      kind === 'consent'
        ? { id, kind, text, declined: text }
        : { id, kind: kind === 'age' ? 'age' : 'info', text };
    this.standIns.add(entry);
    this.uncertain.add(entry);
    return entry;
  }
}

function unknownKind(kind: unknown, path: Path): Fault {
  const known = [...KINDS.keys()];
  const advice = `Write one of ${known.join(', ')}; or use: with the name of a block.`;
  if (typeof kind !== 'string')
    return { code: 'bad-shape', path, message: 'this question has no "kind"', advice };
  const message = `there is no kind of question called ${kind}`;
  return {
    code: 'bad-shape',
    path: [...path, 'kind'],
    message,
    advice: `${didYouMean(kind, known)}${advice}`,
  };
}
