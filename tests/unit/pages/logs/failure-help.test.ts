import { expect, test } from 'vitest';
import en from '../../../../messages/en.json' with { type: 'json' };
import { errorTable } from '../../../../server/canonical/error-table.ts';

/** Failures of whoever is not known, and of pages: they leave no record of a request. */
const unrecorded = [
  'missing_api_key',
  'invalid_api_key',
  'expired_api_key',
  'unauthenticated',
  'forbidden',
  'conflict',
];

test('of every failure that a request can be recorded with, the details say what can be done', () => {
  const recorded = Object.keys(errorTable).filter((code) => !unrecorded.includes(code));
  expect(Object.keys(en.logDetails.help).toSorted()).toEqual(recorded.toSorted());
});
