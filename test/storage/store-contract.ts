/** What every engine of storage must keep. */

import { afterAll, beforeAll, describe } from 'vitest';
import { codeContract } from './code-contract.ts';
import { consentContract } from './consent-contract.ts';
import { constraintsContract } from './constraints-contract.ts';
import { consultationContract } from './consultation-contract.ts';
import type { Engine, TriedStore } from './engines.ts';
import { exportContract } from './export-contract.ts';
import { flowDraftContract } from './flow-draft-contract.ts';
import { formImportContract } from './form-import-contract.ts';
import { indicatorContract } from './indicator-contract.ts';
import { moderationContract } from './moderation-contract.ts';
import { outboxContract } from './outbox-contract.ts';
import { parentContract } from './parent-contract.ts';
import { planContract } from './plan-contract.ts';
import { progressContract } from './progress-contract.ts';
import { receivingContract } from './receiving-contract.ts';
import { releaseContract } from './release-contract.ts';
import { sealingContract } from './sealing-contract.ts';
import { staffContract } from './staff-contract.ts';
import { tallyContract } from './tally-contract.ts';

/** Runs the contract on one engine, all of it in one database. */
export function storeContract(engine: Engine): void {
  describe(`the store on ${engine.name}`, () => {
    let opened: TriedStore;
    beforeAll(async () => {
      opened = await engine.open();
    });
    afterAll(() => opened?.close());
    const tried = () => opened;
    describe('receives', () => receivingContract(tried));
    describe('sends', () => outboxContract(tried));
    describe('seals', () => sealingContract(tried));
    describe('keeps consents', () => consentContract(tried));
    describe('releases', () => releaseContract(tried));
    describe('publishes and launches', () => consultationContract(tried));
    describe('keeps drafts of flows', () => flowDraftContract(tried));
    describe('keeps what drafts came from', () => formImportContract(tried));
    describe('plans and runs', () => planContract(tried));
    describe('gives out codes', () => codeContract(tried));
    describe('asks parents', () => parentContract(tried));
    describe('keeps staff', () => staffContract(tried));
    describe('watches', () => progressContract(tried));
    describe('tallies', () => tallyContract(tried));
    describe('moderates', () => moderationContract(tried));
    describe('reckons indicators', () => indicatorContract(tried));
    describe('makes files', () => exportContract(tried));
    describe('refuses', () => constraintsContract(tried));
  });
}
