/** Reads the question bank that ships with the program. */

import { type BankBlock, parseBankFile } from '../core/flow/question-bank.ts';
import { yamlFlowFormat } from './flow-format.ts';

/** In the order in which they are offered. */
export const BANK_FILES = [
  'flows/bank/safety-at-school.yaml',
  'flows/bank/online-safety.yaml',
  'flows/bank/play-and-culture.yaml',
  'flows/bank/being-heard.yaml',
  'flows/bank/health-and-food.yaml',
  'flows/bank/environment-and-traffic.yaml',
  'flows/bank/about-me.yaml',
] as const;

/**
 * Reads all blocks.
 *
 * @param readShipped reads a file by its path from the top of the project
 * @throws Error where a shipped file cannot be read: a fault of the installation
 */
export function readQuestionBank(
  readShipped: (path: string) => Promise<string>,
): Promise<readonly BankBlock[]> {
  const format = yamlFlowFormat();
  return Promise.all(
    BANK_FILES.map(async (path) => {
      const parsed = format.parse(await readShipped(path));
      if (parsed.kind === 'faulty') throw new Error(`${path}: ${parsed.faults[0]?.message}`);
      return parseBankFile(parsed.document.data);
    }),
  );
}
