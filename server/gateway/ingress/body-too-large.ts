import { Fault } from '../../canonical/fault.ts';

/** The refusal of a body beyond the limit, compressed or not. */
export function bodyTooLarge(maxBodyBytes: number): Fault {
  return new Fault('body_too_large', `The body is larger than ${maxBodyBytes} bytes.`);
}
