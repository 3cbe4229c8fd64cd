import { afterAll, describe } from 'vitest';
import { createLogger } from '../../../server/platform/logger.ts';
import { SharedAdmission } from '../../../server/store/admission/shared/shared-admission.ts';
import { RedisScriptStore } from '../../../server/store/redis/redis-script-store.ts';
import type { ScriptStore } from '../../../server/store/redis/script-store.ts';
import { UpstashScriptStore } from '../../../server/store/redis/upstash-script-store.ts';
import { findRedis } from '../../support/redis.ts';
import { openUpstashBridge } from '../../support/upstash-bridge.ts';
import { describeAdmission } from '../../unit/store/admission/admission-contract.ts';

const logger = createLogger('admission');
const finder = findRedis();
const server = finder.available ? await finder.start() : null;
const bridge = server && (await openUpstashBridge(server.url));

afterAll(async () => {
  await bridge?.close();
  await server?.close();
});

describe.skipIf(!server)('with a shared store (needs redis-server)', () => {
  const open = async (scripts: ScriptStore, now: () => number) =>
    new SharedAdmission({ scripts, logger, timeoutMs: 10_000, now });
  describeAdmission('Redis', (now) => open(new RedisScriptStore(server?.url ?? '', logger), now));
  describeAdmission('Upstash', (now) =>
    open(new UpstashScriptStore({ url: bridge?.url ?? '', token: bridge?.token ?? '' }), now),
  );
});
