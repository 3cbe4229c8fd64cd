import { describe, expect, it } from 'vitest';
import { Fault } from '../../../../server/canonical/fault.ts';
import type { JsonObject, JsonValue } from '../../../../server/canonical/json.ts';
import { gemini } from '../../../../server/dialects/gemini/index.ts';

const context = {
  model: 'public-name',
  requestId: '0190a0b0-0000-7000-8000-000000000001',
  createdAtSeconds: 1,
  streamUsage: true,
  framing: 'server-sent-events',
} as const;

describe('a Gemini answer', () => {
  it('counts thoughts as output and a tool’s prompt as input, and keeps the raw counts', () => {
    const usageMetadata = {
      promptTokenCount: 9,
      cachedContentTokenCount: 4,
      candidatesTokenCount: 55,
      thoughtsTokenCount: 32,
      toolUsePromptTokenCount: 96,
      totalTokenCount: 192,
      promptTokensDetails: [{ modality: 'AUDIO', tokenCount: 3 }],
    };
    const { usage } = gemini.decodeResponse({ candidates: [{ finishReason: 'STOP' }], usageMetadata });
    expect(usage).toEqual({
      inputTokens: 105,
      cachedInputTokens: 4,
      cacheWriteTokens: 0,
      outputTokens: 87,
      reasoningTokens: 32,
      inputAudioTokens: 3,
      raw: usageMetadata,
    });
  });

  it('finishes with tool calls when it says STOP and calls functions', () => {
    const answer = gemini.decodeResponse({
      responseId: 'r',
      candidates: [
        {
          content: { parts: [{ functionCall: { name: 'f' }, thoughtSignature: 'sig' }] },
          finishReason: 'STOP',
        },
      ],
    });
    expect(answer.choices[0]).toMatchObject({
      finish: { unified: 'tool-calls', raw: 'STOP' },
      parts: [{ type: 'tool-call', arguments: '{}', signature: { dialect: 'gemini', value: 'sig' } }],
    });
  });

  it('derives ids that differ between answers', () => {
    const idIn = (responseId: string) => {
      const parts = [{ functionCall: { name: 'f' } }];
      const part = gemini.decodeResponse({ responseId, candidates: [{ content: { parts } }] }).choices[0]
        ?.parts[0];
      return part?.type === 'tool-call' ? part.id : '';
    };
    expect(idIn('one')).toMatch(/^[A-Za-z0-9_-]{1,40}$/);
    expect(idIn('one')).not.toBe(idIn('two'));
  });

  it('reads a blocked prompt as one empty choice, filtered, and writes it back as it was', () => {
    const body = {
      promptFeedback: { blockReason: 'PROHIBITED_CONTENT' },
      usageMetadata: { promptTokenCount: 3, totalTokenCount: 3 },
      modelVersion: 'public-name',
      responseId: 'r',
    };
    const decoded = gemini.decodeResponse(body);
    expect(decoded.choices).toEqual([
      { index: 0, parts: [], finish: { unified: 'content-filter', raw: 'PROHIBITED_CONTENT' } },
    ]);
    expect(gemini.encodeResponse(decoded, context)).toEqual({ body, losses: [] });
  });

  it('goes through unchanged but for the model’s name', () => {
    const body: JsonObject = {
      candidates: [
        {
          content: {
            parts: [
              { text: 'hm', thought: true, thoughtSignature: 'a' },
              { executableCode: { language: 'PYTHON', code: '1' } },
              { text: 'Yes' },
              { inlineData: { mimeType: 'image/png', data: 'AA' } },
              { functionCall: { id: 'i', name: 'f', args: { a: [1] } } },
            ],
            role: 'model',
          },
          finishReason: 'MAX_TOKENS',
          index: 0,
          groundingMetadata: { webSearchQueries: ['q'] },
          logprobsResult: {
            chosenCandidates: [{ token: 'Yes', logProbability: -0.1, tokenId: 5 }],
            topCandidates: [{ candidates: [{ token: 'No', logProbability: -2 }] }],
          },
        },
      ],
      usageMetadata: { promptTokenCount: 1, candidatesTokenCount: 2, totalTokenCount: 3 },
      modelVersion: 'public-name',
      responseId: 'r',
    };
    expect(gemini.encodeResponse(gemini.decodeResponse(body), context)).toEqual({ body, losses: [] });
  });

  it.each<[JsonValue, string]>([
    [null, 'The body: expected an object, got null.'],
    [{}, 'The provider answered without candidates.'],
    [{ candidates: 'none' }, 'candidates: expected an array, got "none".'],
    [
      { candidates: [{ content: { parts: [1] } }] },
      'candidates[0].content.parts[0]: expected an object, got 1.',
    ],
  ])('is malformed when it is %j', (body, message) => {
    let thrown: unknown;
    try {
      gemini.decodeResponse(body);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(Fault);
    expect(thrown).toMatchObject({ code: 'upstream_malformed', message });
  });
});

describe('an answer of another format, for a Gemini client', () => {
  it('keeps the text of a refusal and free-text input, and names what it cannot say', () => {
    const { body, losses } = gemini.encodeResponse(
      {
        id: 'chatcmpl-1',
        model: 'gpt',
        usage: {
          inputTokens: 10,
          cachedInputTokens: 4,
          cacheWriteTokens: 0,
          outputTokens: 7,
          reasoningTokens: 2,
          raw: {},
        },
        serviceTier: 'default',
        choices: [
          {
            index: 0,
            finish: { unified: 'stop', raw: 'stop_sequence', stopSequence: 'END' },
            parts: [
              { type: 'refusal', text: 'No.' },
              { type: 'tool-call', id: 'c', name: 'sql', arguments: 'SELECT 1', freeText: true },
              { type: 'tool-call', id: 'd', name: 'f', arguments: '{"cut' },
            ],
            extensions: { 'openai-chat': { annotations: [] } },
          },
        ],
      },
      context,
    );
    expect(body).toEqual({
      candidates: [
        {
          content: {
            parts: [
              { text: 'No.' },
              { functionCall: { id: 'c', name: 'sql', args: { input: 'SELECT 1' } } },
              { functionCall: { id: 'd', name: 'f', args: { input: '{"cut' } } },
            ],
            role: 'model',
          },
          finishReason: 'STOP',
          index: 0,
        },
      ],
      usageMetadata: {
        promptTokenCount: 10,
        cachedContentTokenCount: 4,
        candidatesTokenCount: 5,
        thoughtsTokenCount: 2,
        serviceTier: 'standard',
        totalTokenCount: 17,
      },
      modelVersion: 'public-name',
      responseId: 'chatcmpl-1',
    });
    expect(losses.map((loss) => loss.name)).toEqual([
      'stop_sequence',
      'refusal',
      'custom_tool_input',
      'tool_call_arguments',
      'annotations',
    ]);
  });
});
