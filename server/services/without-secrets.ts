import { z } from 'zod';

/** An operation's input for the audit log: as on the wire, without the tenant and without what is `writeOnly`. */
export function withoutSecrets(schema: z.ZodObject, input: object): Record<string, unknown> {
  const written = z.encode(schema, input as z.output<typeof schema>);
  return Object.fromEntries(
    Object.entries(written).filter(
      ([name, value]) => name !== 'tenant' && value !== undefined && !isWriteOnly(schema.shape[name]),
    ),
  );
}

/** Whether a field's schema, or what it wraps, is marked `writeOnly`. */
function isWriteOnly(schema: z.core.$ZodType | undefined): boolean {
  if (!schema) return false;
  if (z.globalRegistry.get(schema)?.writeOnly === true) return true;
  const { def } = schema._zod;
  return 'innerType' in def && isWriteOnly(def.innerType as z.core.$ZodType);
}
