import { z } from 'zod';
import { errorTable } from '../../canonical/error-table.ts';
import { operations } from '../../services/index.ts';
import type { Operation } from '../../services/operation.ts';

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

const errorSchema = z.object({
  error: z.object({
    code: z.enum(Object.keys(errorTable)),
    message: z.string(),
    path: z.string().optional().meta({ description: 'The field that was wrong, e.g. models[2]' }),
    requestId: z.uuid(),
  }),
});

let made: ReturnType<typeof makeDocument> | undefined;

/** The description of /api/v1 in OpenAPI 3.1, made from the operations, once. */
export function openApiDocument() {
  made ??= makeDocument();
  return made;
}

function makeDocument() {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    const { path, method } = operation.rest;
    paths[path] ??= {};
    paths[path][method.toLowerCase()] = describeOperation(operation);
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Heddle management API',
      version: '1',
      description:
        'Every operation of the control plane. Sign in first; the session cookie says who you are.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    jsonSchemaDialect: DIALECT,
    servers: [{ url: '/api/v1' }],
    security: [{ session: [] }],
    tags: [...new Set(operations.map(nounOf))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'next-auth.session-token',
          description: 'Where Heddle is reached over https, its name begins with `__Secure-`.',
        },
      },
      schemas: { Error: toSchema(errorSchema) },
      responses: {
        Error: {
          description: 'What was wrong',
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
        },
      },
    },
  };
}

function nounOf({ name }: Operation): string {
  return name.split('.')[0] ?? name;
}

function describeOperation(operation: Operation) {
  const { name, summary, scope, permission, rest, input, output } = operation;
  const inPath = new Set([...rest.path.matchAll(/\{(\w+)\}/g)].map(([, field]) => field));
  const fields = Object.entries(input.shape);
  const required = new Set(toSchema(input).required);
  const parameters = fields
    .filter(([field]) => inPath.has(field) || rest.method === 'GET')
    .map(([field, schema]) => ({
      name: field,
      in: inPath.has(field) ? 'path' : 'query',
      required: required.has(field),
      schema: toSchema(schema),
    }));
  const body = z.strictObject(Object.fromEntries(fields.filter(([field]) => !inPath.has(field))));
  return {
    operationId: name,
    tags: [nounOf(operation)],
    summary,
    description: scope === 'tenant' ? `Needs the permission \`${permission}\`.` : undefined,
    security: scope === 'public' ? [] : undefined,
    parameters,
    requestBody:
      rest.method === 'GET' || Object.keys(body.shape).length === 0
        ? undefined
        : {
            required: Boolean(toSchema(body).required?.length),
            content: { 'application/json': { schema: toSchema(body) } },
          },
    responses: {
      [rest.status ?? 200]: {
        description: 'Done',
        content: { 'application/json': { schema: toSchema(output) } },
      },
      default: { $ref: '#/components/responses/Error' },
    },
  };
}

interface JsonSchema {
  $schema?: string;
  required?: string[];
}

/** As it is on the wire, both ways: of a codec, the side that clients see. */
function toSchema(schema: z.core.$ZodType): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input' }) as JsonSchema;
  return rest;
}
