import { z } from 'zod';
import type { Person } from '../access/caller.ts';
import type { Client } from '../access/client.ts';
import type { Role, TenantPermission } from '../access/permissions.ts';
import type { Transaction } from '../platform/db/prisma.ts';
import type { RateLimit } from '../store/rate-limits.ts';
import { slug } from './fields.ts';

/**
 * `tenant`: inside one tenant, for its members; the input carries the tenant's slug.
 * `account`: a signed-in person's own affairs. `platform`: the whole deployment, for operators.
 * `public`: anybody.
 */
export type Scope = 'tenant' | 'account' | 'platform' | 'public';

/** Queries change nothing and leave no audit event; mutations always leave one. */
export type OperationKind = 'query' | 'mutation';

/** The permission an operation of a scope has to name. */
export interface PermissionOf {
  tenant: TenantPermission;
  account: 'account:own';
  platform: 'platform:operate';
  public: 'public';
}

interface CommonContext {
  /** Everything the operation reads and writes goes through it; it commits together with the audit event. */
  transaction: Transaction;
  requestId: string;
  /** Tells the audit event what the thing is called, where the output has no `name` that says it. */
  nameTarget(name: string): void;
}

export interface TenantContext extends CommonContext {
  tenant: { id: string; slug: string };
  actor: Person;
  role: Role;
  /** Puts what came of it into the audit event, beside the input. */
  noteInAudit(details: Record<string, unknown>): void;
}

/**
 * Puts the audit event among those of tenants, and under the name of a person, that became known or came to be
 * on the way. `details` come beside the input.
 */
export type AttributeAudit = (
  tenantIds: readonly string[],
  person: Pick<Person, 'id' | 'email' | 'name'>,
  details?: Record<string, unknown>,
) => void;

export interface AccountContext extends CommonContext {
  actor: Person;
  sessionId: string | null;
  client: Client;
  attributeAudit: AttributeAudit;
}

export interface PublicContext extends CommonContext {
  actor: Person | null;
  attributeAudit: AttributeAudit;
}

export interface ContextOf {
  tenant: TenantContext;
  account: AccountContext;
  platform: AccountContext;
  public: PublicContext;
}

/** Where an operation is found under /api/v1. Names in braces are taken from the input. */
export interface RestMount {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** For tenant operations below `/tenants/{tenant}`. */
  path: string;
  /** Status of a success; 200 when absent. */
  status?: 201;
}

/** How often it may be asked for. */
export interface OperationRateLimit extends RateLimit {
  per: 'address' | 'person';
}

/** A result that is worked out once the transaction has committed, because it takes long (a call to a provider). */
export class AfterCommit<Result> {
  readonly work: () => Promise<Result>;

  constructor(work: () => Promise<Result>) {
    this.work = work;
  }
}

interface OperationDefinition<
  Name extends `${string}.${string}`,
  Kind extends OperationKind,
  InScope extends Scope,
  Input extends z.ZodObject,
  Output extends z.ZodObject,
> {
  /** `noun.verb`. */
  name: Name;
  kind: Kind;
  scope: InScope;
  permission: PermissionOf[InScope];
  /** One sentence for the API reference. */
  summary: string;
  rest: RestMount;
  rateLimit?: OperationRateLimit;
  input: Input;
  output: Output;
  /** Throws a Fault. What it returns is written with `output`, which leaves out all that is not declared. */
  run(
    context: ContextOf[InScope],
    input: z.output<Input>,
  ): Promise<z.output<Output> | AfterCommit<z.output<Output>>>;
}

/** Without fields, zod's own type would refuse every field, the tenant too. */
type FieldsOf<Input extends z.ZodObject> = [keyof Input['shape']] extends [never] ? object : z.input<Input>;

/** What clients send for it: for tenant operations, the tenant too. */
type ClientInput<InScope extends Scope, Input extends z.ZodObject> = InScope extends 'tenant'
  ? FieldsOf<Input> & { tenant: string }
  : FieldsOf<Input>;

/**
 * An operation as transports and `invoke` see it. The last two parameters are the shapes on the wire; they
 * exist for types only.
 */
export interface Operation<
  Name extends string = string,
  Kind extends OperationKind = OperationKind,
  WireInput = unknown,
  WireOutput = unknown,
> {
  readonly name: Name;
  readonly kind: Kind;
  readonly scope: Scope;
  readonly permission: PermissionOf[Scope];
  readonly summary: string;
  /** With the whole path below /api/v1. */
  readonly rest: RestMount;
  readonly rateLimit: OperationRateLimit | undefined;
  /** With `tenant`, where the scope is a tenant. */
  readonly input: z.ZodObject;
  readonly output: z.ZodObject;
  run(context: ContextOf[Scope], input: object): Promise<object>;
  readonly wire?: { input: WireInput; output: WireOutput };
}

/** Declares an operation. tRPC, REST and its OpenAPI are made from the declaration; nothing else names it but `index.ts`. */
export function defineOperation<
  const Name extends `${string}.${string}`,
  const Kind extends OperationKind,
  const InScope extends Scope,
  Input extends z.ZodObject,
  Output extends z.ZodObject,
>(
  definition: OperationDefinition<Name, Kind, InScope, Input, Output>,
): Operation<Name, Kind, ClientInput<InScope, Input>, z.input<Output>> {
  const { input, rest, rateLimit } = definition;
  const inTenant = definition.scope === 'tenant';
  return {
    ...definition,
    rateLimit,
    rest: inTenant ? { ...rest, path: `/tenants/{tenant}${rest.path}` } : rest,
    input: inTenant ? z.strictObject({ tenant: slug, ...input.shape }) : z.strictObject(input.shape),
  };
}
