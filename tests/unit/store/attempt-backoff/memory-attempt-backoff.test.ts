import { MemoryAttemptBackoff } from '../../../../server/store/attempt-backoff/memory-attempt-backoff.ts';
import { describeAttemptBackoff } from './attempt-backoff-contract.ts';

describeAttemptBackoff('memory', async (now) => new MemoryAttemptBackoff(now));
