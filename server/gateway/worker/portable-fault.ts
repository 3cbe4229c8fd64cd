import type { ErrorCode } from '../../canonical/error-table.ts';
import { Fault, type FaultOptions } from '../../canonical/fault.ts';
import { asFault } from '../as-fault.ts';

/** A {@link Fault} as plain data: threads can hand each other no classes. */
export interface PortableFault extends Pick<FaultOptions, 'path' | 'retryAfterMs' | 'upstream'> {
  code: ErrorCode;
  message: string;
  status: number;
  /** Of the cause; for the log. */
  cause: string | null;
}

export function portableFault(error: unknown): PortableFault {
  const { code, message, status, path, retryAfterMs, upstream, cause } = asFault(error);
  const text = cause instanceof Error ? (cause.stack ?? cause.message) : null;
  return { code, message, status, path, retryAfterMs, upstream, cause: text };
}

export function faultFrom({ code, message, cause, ...options }: PortableFault): Fault {
  return new Fault(code, message, { ...options, cause: cause === null ? undefined : new Error(cause) });
}
