import { Fault } from './fault.ts';

/** What every path answers beside its own methods. */
const DESCRIBES_ITSELF = 'OPTIONS';

/** A path that takes other methods than the one it was asked by. */
export class MethodNotAllowed extends Fault {
  /** For the header of that name, RFC 9110, section 10.2.1. */
  readonly allow: string;
  /** The path's template, as the ledger has it; null where there is none. */
  readonly endpoint: string | null;

  /** @param methods those that the path takes; OPTIONS goes without saying */
  constructor(actual: string, methods: readonly string[], endpoint: string | null = null) {
    super('method_not_allowed', `${actual} is not allowed here; use ${methods.join(' or ')}.`);
    this.allow = [...methods, DESCRIBES_ITSELF].join(', ');
    this.endpoint = endpoint;
  }
}
