import { describe, expect, it } from 'vitest';
import { fromJsonSchema, toJsonSchema } from '../../../../server/dialects/gemini/schema.ts';

describe('Gemini’s schema subset', () => {
  it('becomes JSON Schema: lower-case types, null as a type, whole numbers, properties in their order', () => {
    expect(
      toJsonSchema({
        type: 'OBJECT',
        nullable: true,
        property_ordering: ['b', 'a'],
        properties: {
          a: { type: 'STRING', format: 'enum', enum: ['x'], nullable: true },
          b: { type: 'ARRAY', minItems: '1', items: { anyOf: [{ type: 'INTEGER' }], nullable: true } },
        },
        example: { a: 'x' },
      }),
    ).toEqual({
      type: ['object', 'null'],
      properties: {
        b: { type: 'array', minItems: 1, items: { anyOf: [{ type: 'integer' }, { type: 'null' }] } },
        a: { type: ['string', 'null'], enum: ['x', null] },
      },
      examples: [{ a: 'x' }],
    });
  });

  it('is only used for a schema it can express wholly', () => {
    expect(
      fromJsonSchema({
        type: 'object',
        properties: {
          a: { anyOf: [{ type: 'string' }, { type: 'null' }] },
          b: { enum: ['x'], type: 'string' },
        },
        required: ['a'],
      }),
    ).toEqual({
      type: 'OBJECT',
      properties: { a: { nullable: true, anyOf: [{ type: 'STRING' }] }, b: { enum: ['x'], type: 'STRING' } },
      required: ['a'],
    });
    const property = (schema: object) =>
      fromJsonSchema({ type: 'object', properties: { a: { type: 'string', ...schema } } });
    for (const beyond of [
      { additionalProperties: false },
      { $ref: '#/$defs/a' },
      { const: 'x' },
      { enum: [1] },
      { enum: [''] },
      { format: 'email' },
      { exclusiveMinimum: 0 },
      { type: ['string', 'number'] },
      { type: 'object' },
      { type: 'any' },
      { items: true },
    ]) {
      expect(property(beyond), JSON.stringify(beyond)).toBeNull();
    }
    expect(fromJsonSchema({ type: 'object', properties: {} })).toBeNull();
    expect(fromJsonSchema({ description: 'untyped' })).toBeNull();
    expect(
      fromJsonSchema({ type: 'object', properties: { a: { type: 'string' } }, required: ['b'] }),
    ).toBeNull();
  });
});
