import { Fault } from '../../canonical/fault.ts';
import { type Admission, type AdmissionAnswer, AdmissionAway } from '../../store/admission.ts';
import type { Exchange } from '../exchange.ts';
import type { RefusedAnswer } from './answers.ts';
import type { Ask } from './ask.ts';
import type { BudgetWatch } from './budget-watch.ts';
import type { CountingLine } from './counting-line.ts';
import { letIn } from './let-in.ts';
import type { AskedMeters } from './meters.ts';
import { budgetNearEnd } from './near-the-end.ts';
import { refusalOf } from './refusal.ts';
import type { Seeding } from './seeding.ts';

/** What counts requests, and what is known about it. */
export interface Counters {
  admission: Admission;
  /** Counts limits in this process while those that all share are away. */
  alone: Admission;
  watch: BudgetWatch;
  seeding: Seeding;
  line: CountingLine;
}

/** What was asked already, and its answer. */
export interface FirstAnswer {
  asked: AskedMeters;
  answer: AdmissionAnswer | Promise<AdmissionAnswer>;
}

/** Seeding, counting and capping take a turn each; others may take what is left in between. */
const MOST_TURNS = 8;
/** What was seeded twice and is unknown still cannot be told to the counters. */
const MOST_SEEDINGS = 2;
const RETRY_AWAY_MS = 1_000;

/**
 * Takes what a request needs where one question is not enough: the counters are elsewhere, do not know a budget yet, or
 * have too little left for what the request was taken for at first. Rejects with a Fault; then nothing was taken.
 */
export async function takeStepByStep(
  exchange: Exchange,
  ask: Ask,
  counters: Counters,
  first: FirstAnswer | null,
): Promise<void> {
  try {
    await take(exchange, ask, counters, first);
  } catch (error) {
    if (!(error instanceof AdmissionAway)) throw error;
    await takeWhileAway(exchange, ask, counters, error);
  }
}

async function take(
  exchange: Exchange,
  ask: Ask,
  counters: Counters,
  first: FirstAnswer | null,
): Promise<void> {
  const { admission, watch, seeding } = counters;
  if (!first) await prepare(ask, counters);
  let next = first;
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    // What was asked already is waited for: it may have been taken.
    if (!next && exchange.cancellation.reason) throw exchange.cancellation.reason;
    const asked: AskedMeters = next?.asked ?? ask.everything();
    const answer = await (next?.answer ?? admission.take(asked));
    next = null;
    if (answer.outcome === 'unknown') {
      if (turn > MOST_SEEDINGS) break;
      await seeding.seed(ask.tenantId, budgetsAt(ask, answer.unknown));
      await countNearEnd(ask, counters);
      continue;
    }
    watch.noteAll(ask.tenantId, ask.budgets, answer.readings.slice(ask.rules.limits.length));
    if (answer.outcome === 'admitted') return letIn(exchange, ask, { admission, asked }, answer.readings);
    if (ask.mayFit(answer.refused, answer.readings)) await ask.count();
    else if (!ask.cap(answer.refused, answer.readings)) throw refuse(exchange, ask, asked, answer);
  }
  throw new AdmissionAway('the counters did not come to an answer');
}

/** A budget that this process has not seen yet may have been in use for long by others. */
async function prepare(ask: Ask, counters: Counters): Promise<void> {
  const { admission, watch } = counters;
  const unseen = ask.budgets.filter((budget) => budget.rule.hard && watch.left(budget) === undefined);
  if (unseen.length > 0) {
    const readings = await admission.read(
      ask.tenantId,
      unseen.map(({ place, rule, endsAtMs }) => ({
        kind: 'budget',
        place,
        limit: rule.nanoUsd,
        amount: 0,
        endsAtMs,
      })),
    );
    watch.noteAll(ask.tenantId, unseen, readings);
    if (unseen.some((budget) => watch.left(budget) === undefined)) return;
  }
  await countNearEnd(ask, counters);
}

async function countNearEnd(ask: Ask, { line, watch }: Counters): Promise<void> {
  const near = ask.counted ? null : budgetNearEnd(ask, watch);
  if (near) await line.count(ask, near.place);
}

function budgetsAt({ budgets, rules }: Ask, indexes: readonly number[]) {
  return indexes
    .map((index) => budgets[index - rules.limits.length])
    .filter((budget) => budget !== undefined);
}

function refuse(exchange: Exchange, ask: Ask, asked: AskedMeters, answer: RefusedAnswer): Fault {
  if (ask.rules.limits.length > 0) {
    exchange.standing = { limits: ask.rules.limits, readings: answer.readings };
  }
  return refusalOf(ask, asked, answer);
}

/** As the tenant wants it: refused where a budget could be overdrawn, or let in with its limits counted here. */
async function takeWhileAway(
  exchange: Exchange,
  ask: Ask,
  { alone }: Counters,
  cause: AdmissionAway,
): Promise<void> {
  if (ask.caller.tenant.whenCountersAway === 'refuse' && ask.budgets.some(({ rule }) => rule.hard)) {
    throw new Fault(
      'unavailable',
      'It cannot be told right now what is left of the budgets that hold for this request. Try again.',
      { retryAfterMs: RETRY_AWAY_MS, cause },
    );
  }
  const asked = ask.limits();
  const answer = await alone.take(asked);
  if (answer.outcome === 'refused') throw refuse(exchange, ask, asked, answer);
  if (answer.outcome === 'admitted') letIn(exchange, ask, { admission: alone, asked }, answer.readings);
}
