/** Reads the vendors' test vectors: resolves `$ref`, and `same` with `unset` and `set`. */

import { readFileSync } from 'node:fs';

/** A vector as it is written. */
export type Vector = {
  readonly id: string;
  readonly what?: string;
  readonly body?: unknown;
  readonly raw?: string | readonly string[];
  readonly same?: string;
  readonly unset?: readonly string[];
  readonly set?: Readonly<Record<string, unknown>>;
  /** Ids of vectors to be delivered one after another. */
  readonly deliver?: readonly string[];
  /** HTTP statuses that an answer was seen with. */
  readonly http?: readonly number[];
  readonly answers?: readonly {
    readonly error_code: number;
    readonly description?: string;
    readonly parameters?: object;
  }[];
  readonly lengths?: readonly { readonly units?: number; readonly emoji?: number; readonly ok?: boolean }[];
  readonly update_ids?: readonly number[];
  readonly user_id?: number;
};

/** The vectors of one file. */
export type Vectors = {
  readonly all: readonly Vector[];
  vector(id: string): Vector;
  /** A vector's body with everything resolved; a fresh copy. */
  body(id: string): unknown;
};

/** Reads `vectors/<name>.json`. */
export function readVectors(name: string): Vectors {
  const all: readonly Vector[] = JSON.parse(
    readFileSync(new URL(`vectors/${name}.json`, import.meta.url), 'utf8'),
  );
  const vector = (id: string) => {
    const found = all.find((one) => one.id === id);
    if (found === undefined) throw new Error(`no vector ${id}`);
    return found;
  };
  const body = (id: string): unknown => {
    const { body: own, same, unset = [], set = {} } = vector(id);
    let value = same === undefined ? resolve(own, body) : body(same);
    for (const path of unset) value = withPath(value, path.split('.'), undefined);
    for (const [path, part] of Object.entries(set))
      value = withPath(value, path.split('.'), resolve(part, body));
    return value;
  };
  return { all, vector, body };
}

/** A copy with the value at a path replaced, or taken away where it is `undefined`. */
export function withPath(value: unknown, path: readonly string[], part: unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return structuredClone(part);
  const copy: Record<string, unknown> = typeof value === 'object' && value !== null ? { ...value } : {};
  const inner = withPath(copy[first], rest, part);
  if (inner === undefined) delete copy[first];
  else copy[first] = inner;
  return copy;
}

function resolve(value: unknown, body: (id: string) => unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => resolve(one, body));
  if (typeof value !== 'object' || value === null) return value;
  if ('$ref' in value) return body(String(value.$ref));
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, resolve(one, body)]));
}
