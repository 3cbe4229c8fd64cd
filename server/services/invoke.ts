import { z } from 'zod';
import { type AuditActor, personAsActor, writeAuditEvent } from '../access/audit-event.ts';
import type { Caller, Person } from '../access/caller.ts';
import { limitReach } from '../access/limit-reach.ts';
import { findMembership, type Membership } from '../access/membership.ts';
import { permissionsOf } from '../access/permissions.ts';
import { Fault } from '../canonical/fault.ts';
import { asPlatform, asTenant, type Transaction } from '../platform/db/prisma.ts';
import { toFault } from './database-fault.ts';
import { found } from './found.ts';
import {
  AfterCommit,
  type AttributeAudit,
  type ContextOf,
  type Operation,
  type Scope,
  type TenantContext,
} from './operation.ts';
import { parseInput } from './parse-input.ts';
import { countAgainstLimit } from './rate-limit.ts';
import { withoutSecrets } from './without-secrets.ts';

type OutputOf<Each> =
  Each extends Operation<string, Operation['kind'], infer _Input, infer Output> ? Output : never;

/**
 * Does what an operation declares, for whoever asks: parses the input, authorises, opens the transaction the
 * scope calls for, runs, writes the audit event of a mutation in the same transaction, and gives the output as
 * it goes on the wire.
 * @throws Fault for all that is the caller's, or a passing trouble; anything else is a bug of ours
 */
export async function invoke<Each extends Operation>(
  operation: Each,
  caller: Caller,
  rawInput: unknown,
): Promise<OutputOf<Each>> {
  try {
    assertAllowedOutsideTenant(operation, caller.person);
    const input = parseInput(operation.input, rawInput ?? {});
    await countAgainstLimit(operation, caller);
    const result = await inTransaction(operation, caller, input);
    const output = result instanceof AfterCommit ? await result.work() : result;
    return z.encode(operation.output, output) as OutputOf<Each>;
  } catch (error) {
    throw toFault(error);
  }
}

type Input = Record<string, unknown>;

function assertAllowedOutsideTenant(operation: Operation, person: Person | null): void {
  if (operation.scope === 'public') return;
  if (!person) throw new Fault('unauthenticated');
  if (operation.scope === 'platform' && !person.isOperator) throw new Fault('forbidden');
}

async function inTransaction(operation: Operation, caller: Caller, input: Input): Promise<object> {
  const { person } = caller;
  if (operation.scope !== 'tenant' || !person) {
    return asPlatform((transaction) => runOutsideTenant(operation, caller, input, transaction));
  }
  const membership = found(
    await asPlatform((transaction) => findMembership(transaction, person.id, String(input.tenant))),
    'tenant',
    'tenant',
  );
  if (!permissionsOf(membership.role).some((permission) => permission === operation.permission)) {
    throw new Fault('forbidden', `Your role (${membership.role}) does not allow this.`);
  }
  return asTenant(membership.tenant.id, async (transaction) => {
    await limitReach(transaction, membership);
    return runInTenant(operation, caller, person, membership, input, transaction);
  });
}

async function runInTenant(
  operation: Operation,
  { requestId, address }: Caller,
  actor: Person,
  { tenant, role }: Membership,
  input: Input,
  transaction: Transaction,
): Promise<object> {
  const attribution: Attribution = { actor: personAsActor(actor), tenantIds: [tenant.id], address };
  const noteInAudit: TenantContext['noteInAudit'] = (details) => {
    attribution.details = { ...attribution.details, ...details };
  };
  const nameTarget: TenantContext['nameTarget'] = (name) => {
    attribution.targetName = name;
  };
  const context = { transaction, requestId, tenant, role, actor, noteInAudit, nameTarget };
  const { tenant: _, ...fields } = input;
  const result = await operation.run(context, fields);
  await audit(operation, transaction, attribution, input, result);
  return result;
}

async function runOutsideTenant(
  operation: Operation,
  { person: actor, sessionId, address, userAgent, requestId }: Caller,
  input: Input,
  transaction: Transaction,
): Promise<object> {
  let attribution: Attribution = {
    actor: actor ? personAsActor(actor) : { type: 'system', id: null, name: 'visitor' },
    tenantIds: [],
    address,
  };
  const attributeAudit: AttributeAudit = (tenantIds, person, details) => {
    attribution = { ...attribution, actor: personAsActor(person), tenantIds, details };
  };
  const nameTarget: TenantContext['nameTarget'] = (name) => {
    attribution = { ...attribution, targetName: name };
  };
  const common = { transaction, requestId, attributeAudit, nameTarget };
  const context: ContextOf[Exclude<Scope, 'tenant'>] = actor
    ? { ...common, actor, sessionId, client: { address, userAgent } }
    : { ...common, actor: null };
  const result = await operation.run(context, input);
  await audit(operation, transaction, attribution, input, result);
  return result;
}

/** Who did it, and in whose audit logs it is to be read: in the deployment's when there are none. */
interface Attribution {
  actor: AuditActor;
  tenantIds: readonly string[];
  address: string;
  /** What it was done to is called; absent: as the output says. */
  targetName?: string;
  /** Beside the input. */
  details?: Record<string, unknown>;
}

async function audit(
  operation: Operation,
  transaction: Transaction,
  { actor, tenantIds, address, targetName, details }: Attribution,
  input: Input,
  result: object,
): Promise<void> {
  if (operation.kind === 'query') return;
  const subject = result instanceof AfterCommit ? input : { ...input, ...result };
  const event = {
    actor,
    address,
    operation: operation.name,
    targetId: readText(subject, 'id'),
    targetName: targetName ?? readText(subject, 'name'),
    details: { ...withoutSecrets(operation.input, input), ...keyPrefix(subject), ...details },
  };
  for (const tenantId of tenantIds.length > 0 ? tenantIds : [null]) {
    await writeAuditEvent(transaction, { ...event, tenantId });
  }
}

function readText(subject: object, field: string): string | null {
  const value: unknown = Object.entries(subject).find(([name]) => name === field)?.[1];
  return typeof value === 'string' ? value : null;
}

/** API keys may have one name; what tells them apart is how their secrets begin. */
function keyPrefix(subject: object): { prefix?: string } {
  const prefix = readText(subject, 'prefix');
  return prefix === null ? {} : { prefix };
}
