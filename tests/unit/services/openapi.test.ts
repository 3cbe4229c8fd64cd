import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { operations } from '../../../server/services/index.ts';
import { openApiDocument } from '../../../server/transports/rest/openapi.ts';

type JsonSchema = Parameters<typeof z.fromJSONSchema>[0];

const schema = z.custom<JsonSchema>((value) => {
  // Throws for what is no JSON Schema of draft 2020-12.
  z.fromJSONSchema(value as JsonSchema);
  return true;
});
const content = z.strictObject({ 'application/json': z.strictObject({ schema }) });
const reference = z.strictObject({ $ref: z.string().regex(/^#\//) });

/** The parts of OpenAPI 3.1.1 (https://spec.openapis.org/oas/v3.1.1.html) that the document uses; nothing else is allowed in it. */
const operationObject = z.strictObject({
  operationId: z.string(),
  tags: z.array(z.string()),
  summary: z.string().min(5),
  description: z.string().optional(),
  security: z.array(z.record(z.string(), z.array(z.string()))).optional(),
  parameters: z.array(
    z
      .strictObject({ name: z.string(), in: z.enum(['path', 'query']), required: z.boolean(), schema })
      .refine((parameter) => parameter.in === 'query' || parameter.required),
  ),
  requestBody: z.strictObject({ required: z.boolean(), content }).optional(),
  responses: z.record(
    z.string().regex(/^([1-5]\d\d|default)$/),
    z.union([reference, z.strictObject({ description: z.string(), content })]),
  ),
});
const openApi = z.strictObject({
  openapi: z.literal('3.1.1'),
  info: z.strictObject({
    title: z.string(),
    version: z.string(),
    description: z.string(),
    license: z.strictObject({ name: z.string(), identifier: z.string() }),
  }),
  jsonSchemaDialect: z.url(),
  servers: z.array(z.strictObject({ url: z.string() })),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  tags: z.array(z.strictObject({ name: z.string() })),
  paths: z.record(
    z.string().regex(/^\//),
    z.partialRecord(z.enum(['get', 'post', 'put', 'patch', 'delete']), operationObject),
  ),
  components: z.strictObject({
    securitySchemes: z.record(
      z.string(),
      z.strictObject({
        type: z.literal('apiKey'),
        in: z.literal('cookie'),
        name: z.string(),
        description: z.string(),
      }),
    ),
    schemas: z.record(z.string(), schema),
    responses: z.record(z.string(), z.strictObject({ description: z.string(), content: z.unknown() })),
  }),
});

describe('the OpenAPI document', () => {
  const document = JSON.parse(JSON.stringify(openApiDocument()));

  it('is well-formed OpenAPI 3.1', () => {
    expect(openApi.safeParse(document).error).toBeUndefined();
  });

  it('describes every operation, and nothing else', () => {
    const described = Object.entries(openApi.parse(document).paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, { operationId }]) => `${operationId}: ${method} ${path}`),
    );
    const declared = operations.map(({ name, rest }) => `${name}: ${rest.method.toLowerCase()} ${rest.path}`);
    expect(described.sort()).toEqual(declared.sort());
  });

  it('names each field of a path as a parameter of it', () => {
    for (const [path, item] of Object.entries(openApi.parse(document).paths)) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const { parameters } of Object.values(item)) {
        const named = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
        expect(named.sort()).toEqual(inPath.sort());
      }
    }
  });

  it('points only to what is there', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(
      ([, path]) => path ?? '',
    );
    expect(references.length).toBeGreaterThan(0);
    for (const path of references) {
      const target = path.split('/').reduce<unknown>((place, step) => Object(place)[step], document);
      expect(target, path).toBeDefined();
    }
  });

  it('shows times and amounts as text, as they are on the wire', () => {
    const text = JSON.stringify(document.paths['/tenants/{tenant}/usage/summary']);
    expect(text).toContain('"format":"date-time"');
    expect(
      document.paths['/tenants/{tenant}/prices'].put.requestBody.content['application/json'].schema,
    ).toMatchObject({
      properties: { inputNanoUsdPerMillion: { type: 'string' } },
    });
  });
});
