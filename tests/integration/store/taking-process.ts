// A process that asks for a budget as fast as it can. Arguments: Redis' URL, tenant, place, limit, amount, how often.
// Prints how often it was admitted.

import { randomUUID } from 'node:crypto';
import { createLogger } from '../../../server/platform/logger.ts';
import { SharedAdmission } from '../../../server/store/admission/shared/shared-admission.ts';
import { RedisScriptStore } from '../../../server/store/redis/redis-script-store.ts';
import { budget } from '../../unit/store/admission/meters.ts';

const [url = '', tenantId = '', place = '', limit = '0', amount = '0', count = '0'] = process.argv.slice(2);
const logger = createLogger('admission');
const scripts = new RedisScriptStore(url, logger);
const admission = new SharedAdmission({ scripts, logger, timeoutMs: 30_000 });
const meters = [budget(place, Number(limit), Number(amount))];

const answers = await Promise.all(
  Array.from({ length: Number(count) }, async () => {
    const ask = { tenantId, id: randomUUID(), meters };
    const answer = await admission.take(ask);
    if (answer.outcome !== 'unknown') return answer;
    // As the gateway does: nobody has asked for this budget before.
    await admission.seed(tenantId, place, 0);
    return admission.take(ask);
  }),
);
process.stdout.write(String(answers.filter(({ outcome }) => outcome === 'admitted').length));
process.exit(0);
