import { afterAll, describe } from 'vitest';
import { createLogger } from '../../../server/platform/logger.ts';
import { SharedAdmission } from '../../../server/store/admission/shared/shared-admission.ts';
import type { ScriptStore } from '../../../server/store/redis/script-store.ts';
import { openSharedStores } from '../../support/shared-stores.ts';
import { describeAdmission } from '../../unit/store/admission/admission-contract.ts';

const logger = createLogger('admission');
const stores = await openSharedStores();
afterAll(() => stores.close());

describe.skipIf(!stores.available)('with a shared store (needs redis-server)', () => {
  const open = async (scripts: ScriptStore, now: () => number) =>
    new SharedAdmission({ scripts, logger, timeoutMs: 10_000, now });
  describeAdmission('Redis', (now) => open(stores.redis(), now));
  describeAdmission('Upstash', (now) => open(stores.upstash(), now));
});
