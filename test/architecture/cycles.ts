// Finds files that import each other in a circle; type-only imports close a circle too.
import { targetOf } from './import-table.ts';
import type { Source, Violation } from './source.ts';

/** Reports each circle once, at the import that closes it. */
export function findCycles(sources: readonly Source[]): Violation[] {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const finished = new Set<string>();
  const violations: Violation[] = [];

  const follow = (source: Source, trail: readonly string[]) => {
    if (finished.has(source.path)) return;
    const here = [...trail, source.path];
    for (const { specifier, line } of source.imports) {
      const target = byPath.get(targetOf(source.path, specifier) ?? '');
      if (!target) continue;
      const start = here.indexOf(target.path);
      if (start < 0) follow(target, here);
      else violations.push(circle(source.path, line, [...here.slice(start), target.path]));
    }
    finished.add(source.path);
  };
  for (const source of sources) follow(source, []);
  return violations;
}

function circle(path: string, line: number, way: readonly string[]): Violation {
  return { path, line, rule: 'no circles', detail: way.join(' → ') };
}
