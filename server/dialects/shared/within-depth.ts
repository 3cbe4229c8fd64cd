import type { ErrorCode } from '../../canonical/error-table.ts';
import { Fault } from '../../canonical/fault.ts';

/**
 * Runs a decoder. What is nested deeper than the stack allows is its sender's mistake, named by `code`;
 * everything else it throws passes through.
 */
export function withinDepth<Result>(code: ErrorCode, decode: () => Result): Result {
  try {
    return decode();
  } catch (error) {
    if (error instanceof RangeError)
      throw new Fault(code, 'The body is nested too deeply.', { cause: error });
    throw error;
  }
}
