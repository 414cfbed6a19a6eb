/** What those who plan and run consultations can do, bound to the open store. */

import { approvePlan, sendBackPlan } from '../../usecases/approve-plan.ts';
import { enterSlips, listSlips } from '../../usecases/collect-slips.ts';
import { discardPlan, handInPlan, takeBackPlan } from '../../usecases/hand-in-plan.ts';
import {
  findConsultation,
  findSheet,
  listCodes,
  listConsultations,
  listEvents,
} from '../../usecases/look-over-consultations.ts';
import { makeOpenCodes, makeSheet } from '../../usecases/make-codes.ts';
import { beginPlan, writePlan } from '../../usecases/plan-consultation.ts';
import { groundOf, offerFlows, offerOf } from '../../usecases/plan-ground.ts';
import { publicDecision } from '../../usecases/publish-results.ts';
import { runConsultation } from '../../usecases/run-consultation.ts';
import { withdrawCodes } from '../../usecases/withdraw-codes.ts';
import { configuredChannels } from '../channels.ts';
import { doorsOf } from '../doors.ts';
import type { OperatorParts } from '../operator.ts';

/** Binds them. */
export function composeConsultations({
  store,
  flows,
  catalogue,
  gazetteer,
  config,
  runtime,
  publicUrl,
}: OperatorParts) {
  const { clock, random } = runtime;
  const { plans, consultations, codes, runs, addressBook } = store;
  const channels = configuredChannels(config);
  const planning = {
    ...{ plans, consultations, flows, gazetteer, clock, channels, catalogue },
    publications: store.flowPublications,
    leastCell: config.MIN_CELL,
  };
  const overseeing = { plans, consultations, codes, addressBook, clock };
  const coding = { codes, catalogue, addressBook, gazetteer, random, clock };
  const slipping = { parents: store.parents, codes, catalogue, clock };
  return {
    /** The channels that are configured, and where children find us on each. */
    channels,
    doors: doorsOf(config, publicUrl),
    /** Fewest children of a published cell that this installation allows. */
    leastCell: config.MIN_CELL,
    contactDays: config.CONTACT_DAYS,
    list: listConsultations(overseeing),
    find: findConsultation(overseeing),
    events: listEvents(overseeing),
    offers: offerFlows(planning),
    offer: (hash: string, place: string) => offerOf(planning, hash, place),
    ground: (plan: Parameters<typeof groundOf>[1], content: Parameters<typeof groundOf>[2]) =>
      groundOf(planning, plan, content),
    begin: beginPlan(planning),
    write: writePlan(planning),
    handIn: handInPlan(planning),
    takeBack: takeBackPlan(planning),
    discard: discardPlan(planning),
    approve: approvePlan(planning),
    sendBack: sendBackPlan(planning),
    run: runConsultation({ runs, catalogue, clock }),
    codes: listCodes(overseeing),
    decision: publicDecision(store),
    sheet: findSheet(overseeing),
    makeCodes: makeOpenCodes(coding),
    makeSheet: makeSheet(coding),
    slips: listSlips(slipping),
    enterSlips: enterSlips(slipping),
    withdraw: withdrawCodes(coding),
  };
}
