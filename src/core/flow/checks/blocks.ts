/** Rules of blocks: known, used, and free of circles. */

import { type ExpansionFault, MAX_BLOCK_DEPTH, MAX_QUESTIONS, type Path } from '../expand-blocks.ts';
import { didYouMean } from '../nearest-name.ts';
import type { WrittenFlow } from '../written-flow.ts';
import type { Fault } from './fault.ts';

/** Unknown, circular and unused blocks, and more questions than a flow may have. */
export function blockFaults(flow: WrittenFlow): readonly Fault[] {
  return [...flow.expansion.faults.map((fault) => blockFault(fault, flow)), ...unusedBlockFaults(flow)];
}

function blockFault(fault: ExpansionFault, flow: WrittenFlow): Fault {
  if (fault.kind === 'too-many-questions') return tooManyFault(fault.path, `${fault.id} is question`);
  const { kind, path, block } = fault;
  switch (kind) {
    case 'unknown-block':
      return {
        code: 'unknown-block',
        path,
        facts: { block },
        message: `there is no block called ${block}`,
        advice: `${didYouMean(block, Object.keys(flow.blocks))}Write the block under "blocks", or correct its name.`,
      };
    case 'block-loop':
      return {
        code: 'block-loop',
        path,
        facts: { block },
        message: `the block ${block} is used inside itself, so it would never end`,
        advice: 'Remove this use, or move the shared questions to a block of their own.',
      };
    case 'too-deep':
      return {
        code: 'block-loop',
        path,
        variant: 'deep',
        facts: { block, most: MAX_BLOCK_DEPTH },
        message: `the block ${block} is the ${MAX_BLOCK_DEPTH + 1}th block inside another`,
        advice: `Nest blocks at most ${MAX_BLOCK_DEPTH} deep.`,
      };
    case 'too-many-uses':
      return tooManyFault(path, `this use of ${block} is block use`);
    default:
      return kind satisfies never;
  }
}

function tooManyFault(path: Path, what: string): Fault {
  return {
    code: 'too-many-questions',
    path,
    facts: { most: MAX_QUESTIONS },
    message: `${what} number ${MAX_QUESTIONS + 1}, and a flow has at most ${MAX_QUESTIONS} questions and cards, those of its blocks counted at every use`,
    advice:
      'Remove questions, or make two flows of this one; a child answers about a dozen. The ways through the flow are only checked then.',
  };
}

function unusedBlockFaults(flow: WrittenFlow): readonly Fault[] {
  const used = new Set<string>();
  const follow = (entries: WrittenFlow['questions']) => {
    for (const entry of entries) {
      if (!('use' in entry) || used.has(entry.use)) continue;
      used.add(entry.use);
      if (Object.hasOwn(flow.blocks, entry.use)) follow(flow.blocks[entry.use] ?? []);
    }
  };
  follow(flow.questions);
  return Object.keys(flow.blocks)
    .filter((name) => !used.has(name))
    .map((name) => ({
      code: 'unused-block',
      severity: 'warning',
      path: ['blocks', name],
      facts: { block: name },
      message: `the block ${name} is used nowhere`,
      advice: `Add "- use: ${name}" where its questions belong, or remove the block.`,
    }));
}
