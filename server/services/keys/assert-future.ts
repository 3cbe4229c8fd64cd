import { Fault } from '../../canonical/fault.ts';

/** @throws Fault invalid_request when the time has passed */
export function assertFuture(expiresAt: Date | null | undefined): void {
  if (expiresAt && expiresAt <= new Date()) {
    throw new Fault('invalid_request', 'expiresAt: expected a time in the future', { path: 'expiresAt' });
  }
}
