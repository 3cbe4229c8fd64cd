import { expect, test } from 'vitest';
import { attemptOutcome } from '../../../../components/logs/details/attempt-outcome.ts';

const succeeded = { errorCode: null, endedBy: 'completed' } as const;
const broken = { errorCode: 'upstream_unreachable', endedBy: 'upstream' } as const;
const left = { errorCode: 'client_closed', endedBy: 'client' } as const;

test('an attempt whose stream broke has not answered, though its status was 200', () => {
  expect(attemptOutcome({ errorCode: null }, true, succeeded)).toBe('answered');
  expect(attemptOutcome({ errorCode: null }, true, broken)).toBe('broken');
  expect(attemptOutcome({ errorCode: null }, true, left)).toBe('left');
  expect(attemptOutcome({ errorCode: 'client_closed' }, true, left)).toBe('left');
  expect(attemptOutcome({ errorCode: 'upstream_timeout' }, false, succeeded)).toBe('failed');
});
