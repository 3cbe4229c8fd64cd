import { describe, expect, it } from 'vitest';
import type { DialectName } from '../../server/canonical/dialect-name.ts';
import type { JsonObject } from '../../server/canonical/json.ts';
import { dialects } from '../../server/dialects/index.ts';
import { type RequestField, requestFields } from './request-fields.ts';
import { dialectNames, models } from './wire.ts';

/** The least each vendor takes. */
const least: Readonly<Record<DialectName, JsonObject>> = {
  'openai-chat': { model: 'm', messages: [{ role: 'user', content: 'Hello' }] },
  'anthropic-messages': { model: 'm', max_tokens: 4096, messages: [{ role: 'user', content: 'Hello' }] },
  gemini: { contents: [{ role: 'user', parts: [{ text: 'Hello' }] }] },
};

function translated(from: DialectName, to: DialectName, model: string, members: JsonObject) {
  const request = dialects[from].decodeRequest({
    body: { ...least[from], ...members },
    path: { model: 'm', stream: false },
  });
  const { body, losses } = dialects[to].encodeRequest(request, { model, quirks: {} });
  return JSON.stringify({ body, losses: losses.map((loss) => loss.name) });
}

const pairs = dialectNames.flatMap((from) =>
  dialectNames.flatMap((to) => (from === to ? [] : models[to].map((model) => ({ from, to, model })))),
);

/** Not to think is what a model that cannot think does anyway. */
function isUsual({ name, value }: RequestField, model: string): boolean {
  const asksForNoThoughts = JSON.stringify(value) === '{"type":"disabled"}';
  return name === 'thinking' && asksForNoThoughts && /gpt-4o|3-5-haiku|2\.0-flash/.test(model);
}

describe.each(pairs)('a field of $from, sent to $to ($model)', ({ from, to, model }) => {
  it.each(requestFields[from].map((field) => ({ field, says: JSON.stringify(field.value).slice(0, 80) })))(
    'changes what is sent or is named as lost: $field.name $says',
    ({ field }) => {
      const { name, value, beside = {} } = field;
      const without = translated(from, to, model, beside);
      const withField = translated(from, to, model, { ...beside, [name]: value });
      if (field.silent !== undefined || isUsual(field, model)) expect(withField).toBe(without);
      else expect(withField).not.toBe(without);
    },
  );
});
