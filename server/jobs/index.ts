import { budgetTotals } from './budget-totals.ts';
import { credentialSeals } from './credential-seals.ts';
import { expiredAccess } from './expired-access.ts';
import type { Job } from './job.ts';
import { ledgerVerification } from './ledger-verification.ts';
import { retention } from './retention.ts';
import { usageBackfill } from './usage-backfill.ts';
import { usagePartitions } from './usage-partitions.ts';
import { usageTotals } from './usage-totals.ts';
import { usageVerification } from './usage-verification.ts';

/** Every job; the only list. */
export const jobs: readonly Job[] = [
  usagePartitions,
  expiredAccess,
  credentialSeals,
  budgetTotals,
  usageTotals,
  usageBackfill,
  usageVerification,
  ledgerVerification,
  retention,
];
