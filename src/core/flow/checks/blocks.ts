/** Rules of blocks: known, used, and free of circles. */

import { type ExpansionFault, MAX_BLOCK_DEPTH, MAX_QUESTIONS } from '../expand-blocks.ts';
import { didYouMean } from '../nearest-name.ts';
import type { WrittenFlow } from '../written-flow.ts';
import type { Fault } from './fault.ts';

/** Unknown, circular and unused blocks, and more questions than a flow may have. */
export function blockFaults(flow: WrittenFlow): readonly Fault[] {
  return [...flow.expansion.faults.map((fault) => blockFault(fault, flow)), ...unusedBlockFaults(flow)];
}

function blockFault({ kind, path, block }: ExpansionFault, flow: WrittenFlow): Fault {
  switch (kind) {
    case 'unknown-block':
      return {
        code: 'unknown-block',
        path,
        message: `there is no block called ${block}`,
        advice: `${didYouMean(block, Object.keys(flow.blocks))}Write the block under "blocks", or correct its name.`,
      };
    case 'block-loop':
      return {
        code: 'block-loop',
        path,
        message: `the block ${block} is used inside itself, so it would never end`,
        advice: 'Remove this use, or move the shared questions to a block of their own.',
      };
    case 'too-deep':
      return {
        code: 'block-loop',
        path,
        message: `the block ${block} is the ${MAX_BLOCK_DEPTH + 1}th block inside another`,
        advice: `Nest blocks at most ${MAX_BLOCK_DEPTH} deep.`,
      };
    case 'too-many':
      return {
        code: 'bad-shape',
        path,
        message: `with the block ${block} the flow has more than ${MAX_QUESTIONS} questions`,
        advice: 'Use fewer blocks. A child answers about a dozen questions.',
      };
    default:
      return kind satisfies never;
  }
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
      message: `the block ${name} is used nowhere`,
      advice: `Add "- use: ${name}" where its questions belong, or remove the block.`,
    }));
}
