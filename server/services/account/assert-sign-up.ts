import { Fault } from '../../canonical/fault.ts';
import type { SignUpMode } from '../../platform/env.ts';

/**
 * Refuses to make an account where HEDDLE_SIGN_UP does not allow it.
 * @param who who asks for one: anybody, or somebody with an invitation
 * @throws Fault forbidden
 */
export function assertSignUp(mode: SignUpMode, who: 'anybody' | 'invited'): void {
  if (mode === 'closed') {
    throw new Fault('forbidden', 'No new accounts are made here. Sign in with the one you have.');
  }
  if (mode === 'invite' && who === 'anybody') {
    throw new Fault('forbidden', 'Accounts are made by invitation only. Ask an owner to invite you.');
  }
}
