import { initTRPC, type TRPCMutationProcedure, type TRPCQueryProcedure } from '@trpc/server';
import { z } from 'zod';
import { type Operations, operations } from '../../services/index.ts';
import { invoke } from '../../services/invoke.ts';
import type { Operation } from '../../services/operation.ts';
import type { TrpcContext } from './context.ts';
import { throwTrpcError, toErrorShape } from './error-shape.ts';

const t = initTRPC.context<TrpcContext>().create({
  errorFormatter: toErrorShape,
  isDev: false,
});

/** Nothing need be sent where no field is required. */
type Sent<Input> = Record<never, never> extends Input ? Input | undefined : Input;

type ProcedureOf<Each> =
  Each extends Operation<string, infer Kind, infer Input, infer Output>
    ? Kind extends 'query'
      ? TRPCQueryProcedure<{ input: Sent<Input>; output: Output; meta: object }>
      : TRPCMutationProcedure<{ input: Sent<Input>; output: Output; meta: object }>
    : never;

type NounOf<Name extends string> = Name extends `${infer Noun}.${string}` ? Noun : never;
type VerbOf<Name extends string, Noun extends string> = Name extends `${Noun}.${infer Verb}` ? Verb : never;

/** `keys.create` becomes `{ keys: { create } }`. */
type Procedures = {
  [Noun in NounOf<Operations['name']>]: {
    [Verb in VerbOf<Operations['name'], Noun>]: ProcedureOf<Extract<Operations, { name: `${Noun}.${Verb}` }>>;
  };
};

function toProcedures(): Procedures {
  const tree: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    const [noun = '', verb = ''] = operation.name.split('.');
    const procedure = t.procedure.input(z.unknown());
    const call = ({ ctx, input }: { ctx: TrpcContext; input: unknown }) =>
      invoke<Operation>(operation, ctx.caller, input).catch(throwTrpcError);
    tree[noun] ??= {};
    tree[noun][verb] = operation.kind === 'query' ? procedure.query(call) : procedure.mutation(call);
  }
  // The tree was built from the very list the type was.
  return tree as Procedures;
}

/** All operations, as `noun.verb`. */
export const router = t.router(toProcedures());

export type AppRouter = typeof router;
