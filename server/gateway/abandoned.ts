import { Fault } from '../canonical/fault.ts';
import type { Candidate } from './plan.ts';
import type { AnswerReading } from './settlement/request-outcome.ts';

/**
 * The client left while a provider was at work on its request, before there was anything to show it. Providers
 * charge for a prompt from then on, so the request is charged to the tenant too.
 *
 * At work is a provider whose answer has begun with a status of success. One that is to write its whole answer
 * before the first byte is at work from the moment it has the request: silence is all it shows of its work, and
 * a client could spend as much as it likes by never waiting for the end. From a stream, which begins as soon as
 * it is accepted, silence says nothing of the kind; then there is no charge, nor where the request had not gone out.
 */
export class Abandoned extends Fault {
  readonly candidate: Candidate;
  /** As far as it came. */
  readonly answer: AnswerReading;

  constructor(candidate: Candidate, answer: AnswerReading) {
    super('client_closed');
    this.candidate = candidate;
    this.answer = answer;
  }
}

/** Of an answer of which nothing could be read. */
export const nothingRead: AnswerReading = {
  model: null,
  usage: null,
  finish: null,
  complete: false,
  text: () => '',
};
