import { describe, expect, it } from 'vitest';
import { dialects } from '../../../server/dialects/index.ts';
import { dialectNames, models } from '../../conformance/wire.ts';
import { times } from '../../support/growth/family.ts';

/** Each within its bounds, together more than a function takes as arguments. */
const results = 20;
const mediaPerResult = 10_000;

const image = { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AAAA' } };
const body = {
  model: 'm',
  max_tokens: 9,
  messages: [
    { role: 'user', content: 'Look' },
    {
      role: 'user',
      content: times(results, (index) => ({
        type: 'tool_result',
        tool_use_id: `toolu_${index}`,
        content: times(mediaPerResult, () => image),
      })),
    },
  ],
};

describe('a message whose results hold two hundred thousand images', () => {
  it.each(dialectNames.map((to) => ({ to, model: models[to][1] ?? models[to][0] })))(
    'is written for $to ($model) with all of them',
    ({ to, model }) => {
      const request = dialects['anthropic-messages'].decodeRequest({ body });
      const encoded = dialects[to].encodeRequest(request, { model, quirks: {} });
      expect(JSON.stringify(encoded.body).split('AAAA')).toHaveLength(results * mediaPerResult + 1);
    },
  );
});
