import { MemoryRateLimits } from '../../../../server/store/rate-limits/memory-rate-limits.ts';
import { describeRateLimits } from './rate-limits-contract.ts';

describeRateLimits('memory', async (now) => new MemoryRateLimits(now));
