import { z } from 'zod';
import type { PriceOverride } from '../../store/configuration.ts';
import { id, modelName, time } from '../fields.ts';
import { ratesInput } from './price-output.ts';

export const priceOverrideOutput = z.object({
  id,
  /** `tenant`: its own. `deployment`: set by the operator for every tenant that has none of its own. */
  owner: z.enum(['tenant', 'deployment']),
  /** Null: whichever provider serves the model. */
  provider: z.string().nullable(),
  /** The provider’s name of the model. */
  model: modelName,
  ...ratesInput,
  updatedAt: time,
});

export function presentPriceOverride<Row extends Pick<PriceOverride, 'tenantId'>>(row: Row) {
  return { ...row, owner: row.tenantId === null ? 'deployment' : 'tenant' } as const;
}
