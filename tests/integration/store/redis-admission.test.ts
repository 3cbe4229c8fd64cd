import { afterAll, describe } from 'vitest';
import { SharedAdmission } from '../../../server/store/admission/shared/shared-admission.ts';
import { createLogger } from '../../../server/platform/logger.ts';
import { RedisScriptStore } from '../../../server/store/redis/redis-script-store.ts';
import { findRedis } from '../../support/redis.ts';
import { describeAdmission } from '../../unit/store/admission/admission-contract.ts';

const logger = createLogger('admission');
const finder = findRedis();
const server = finder.available ? await finder.start() : null;

afterAll(() => server?.close());

describe.skipIf(!server)('with Redis (needs redis-server)', () => {
  const url = server?.url ?? '';
  describeAdmission(
    'redis',
    async (now) =>
      new SharedAdmission({ scripts: new RedisScriptStore(url, logger), logger, timeoutMs: 10_000, now }),
  );
});
