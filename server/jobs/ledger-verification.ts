import { createLogger } from '../platform/logger.ts';
import { verifyBudgets } from '../store/ledger/verify-budgets.ts';
import { verifyLedger } from '../store/ledger/verify-ledger.ts';
import type { Job } from './job.ts';

const HOUR_MS = 3_600_000;

/**
 * Compares the entries of the hour before last with its records, and what some budgets have spent with theirs, and says
 * so where they differ.
 */
export const ledgerVerification: Job = {
  name: 'ledger-verification',
  intervalMs: HOUR_MS,
  async run(connection) {
    const now = Date.now();
    const to = new Date(now - (now % HOUR_MS) - HOUR_MS);
    const from = new Date(to.getTime() - HOUR_MS);
    const ledger = await verifyLedger(connection, from, to);
    const budgets = await verifyBudgets(connection);
    if (ledger.different > 0 || budgets.different > 0) {
      createLogger('ledger-verification').error(
        { from, ledger, budgets },
        'the ledger differs from the records',
      );
    }
    return {
      tenants: ledger.tenants,
      periods: budgets.periods,
      different: ledger.different + budgets.different,
    };
  },
};
