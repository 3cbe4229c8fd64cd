import { describe, expect, it } from 'vitest';
import { Fault } from '../../../../server/canonical/fault.ts';
import type { JsonValue } from '../../../../server/canonical/json.ts';
import { JsonReader } from '../../../../server/dialects/shared/json-reader.ts';

function reader(value: JsonValue): JsonReader {
  return JsonReader.of(value, 'invalid_request');
}

function faultOf(run: () => unknown): Fault {
  try {
    run();
  } catch (error) {
    if (error instanceof Fault) return error;
  }
  throw new Error('No fault was thrown.');
}

describe('JsonReader', () => {
  it('names the path, what was expected and what was found', () => {
    const messages = reader({ messages: [{ role: 'user' }, { role: 7 }] }).readers('messages');
    const fault = faultOf(() => messages[1]?.oneOf('role', ['system', 'user']));
    expect(fault.message).toBe('messages[1].role: expected one of "system", "user", got 7.');
    expect(fault.path).toBe('messages[1].role');
    expect(fault.code).toBe('invalid_request');
  });

  it('treats null as absent where a member is optional, and as wrong where it is not', () => {
    expect(reader({ top_p: null }).optionalNumber('top_p')).toBeUndefined();
    expect(faultOf(() => reader({ model: null }).string('model')).message).toBe(
      'model: expected a string, got null.',
    );
  });

  it('names an element that is no object', () => {
    expect(faultOf(() => reader({ tools: [3] }).readers('tools')).path).toBe('tools[0]');
  });

  it('does not see inherited members and keeps members with dangerous names', () => {
    const value = JSON.parse('{"__proto__":{"polluted":true},"known":1}') as JsonValue;
    expect(reader({}).value('constructor')).toBeUndefined();
    const rest = reader(value).rest(new Set(['known']));
    expect(JSON.stringify(rest)).toBe('{"__proto__":{"polluted":true}}');
    expect(Object.getPrototypeOf(rest)).toBe(Object.prototype);
  });

  it('refuses numbers that are not whole or too small where a count is expected', () => {
    expect(faultOf(() => reader({ n: 1.5 }).optionalInteger('n')).message).toContain('a whole number');
    expect(faultOf(() => reader({ n: 0 }).optionalInteger('n', 1)).message).toContain('at least 1');
  });

  it('says so when the body itself is no object', () => {
    expect(faultOf(() => reader([])).message).toBe('The body: expected an object, got an array.');
  });
});
