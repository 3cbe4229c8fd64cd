import { databaseUrl } from '../platform/db/pools.ts';
import { environment } from '../platform/env.ts';
import { createLogger } from '../platform/logger.ts';
import { openAdmission } from '../store/admission/open-admission.ts';
import { openBudgetSpending } from '../store/budgets/open-budget-spending.ts';
import { openConfiguration } from '../store/configuration/open-configuration.ts';
import { openLedger } from '../store/ledger/open-ledger.ts';
import { chargeInterrupted } from './admission/charge-interrupted.ts';
import { createGateway, type Gateway } from './serve.ts';
import { settingsFromEnvironment } from './settings.ts';

/** A gateway on this deployment's database and settings. Throws when the environment has no database. */
export function openGateway(): Gateway {
  const settings = environment();
  const logger = createLogger('gateway');
  const { admission } = openAdmission({
    redisUrl: settings.redisUrl,
    upstash: settings.upstash,
    timeoutMs: settings.countersTimeoutMs,
    logger,
  });
  return createGateway({
    configuration: openConfiguration({ databaseUrl: databaseUrl('heddle_gateway'), logger }),
    ledger: openLedger({
      databaseUrl: databaseUrl('heddle_gateway'),
      home: settings.home,
      logger,
      onInterrupted: chargeInterrupted(admission),
    }),
    admission,
    budgets: openBudgetSpending({ databaseUrl: databaseUrl('heddle_gateway'), logger }),
    settings: settingsFromEnvironment(settings),
    logger,
  });
}
