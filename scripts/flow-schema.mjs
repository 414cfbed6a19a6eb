// Writes flows/flow.schema.json from the schema that the program checks flows with: node scripts/flow-schema.mjs
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { flowJsonSchema } from '../src/core/flow/flow-source.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const file = `${root}flows/flow.schema.json`;
writeFileSync(file, `${JSON.stringify(flowJsonSchema(), null, 2)}\n`);
execFileSync(`${root}node_modules/.bin/biome`, ['format', '--write', file], { cwd: root, stdio: 'inherit' });
