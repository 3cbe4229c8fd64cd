import Anthropic from '@anthropic-ai/sdk';
import { type Answer, type Client, failureOf, weatherIn } from './client.ts';

/** The official `@anthropic-ai/sdk` package. */
export function anthropicClient(gatewayUrl: string, apiKey: string): Client {
  const { messages: endpoint } = new Anthropic({ baseURL: gatewayUrl, apiKey, maxRetries: 0 });
  const user = (content: Anthropic.MessageParam['content']): Anthropic.MessageParam => ({
    role: 'user',
    content,
  });
  const ask = (model: string, prompt: string) => ({ model, max_tokens: 1000, messages: [user(prompt)] });
  return {
    name: '@anthropic-ai/sdk',

    async text(model, { system, prompt }) {
      return answerOf(await endpoint.create({ ...ask(model, prompt), system }));
    },

    async stream(model, { system, prompt }) {
      let pieces = 0;
      const stream = endpoint.stream({ ...ask(model, prompt), system });
      stream.on('text', () => {
        pieces += 1;
      });
      return { ...answerOf(await stream.finalMessage()), pieces };
    },

    async tools(model, prompt, { parameters, ...tool }, streamed) {
      const request = { ...ask(model, prompt), tools: [{ ...tool, input_schema: parameters }] };
      const first = streamed ? await endpoint.stream(request).finalMessage() : await endpoint.create(request);
      const calls = first.content.filter((block) => block.type === 'tool_use');
      const results = calls.map((call) => ({
        type: 'tool_result' as const,
        tool_use_id: call.id,
        content: weatherIn(call.input),
      }));
      const messages = [...request.messages, { role: first.role, content: first.content }, user(results)];
      const second = await endpoint.create({ ...request, messages });
      return {
        calls: calls.map((call) => ({ name: call.name, arguments: call.input })),
        answer: answerOf(second).text,
      };
    },

    async image(model, prompt, png) {
      const content = [
        { type: 'text' as const, text: prompt },
        {
          type: 'image' as const,
          source: { type: 'base64' as const, media_type: 'image/png' as const, data: png },
        },
      ];
      return answerOf(await endpoint.create({ ...ask(model, ''), messages: [user(content)] })).text;
    },

    async json(model, prompt, schema) {
      const message = await endpoint.create({
        ...ask(model, prompt),
        output_config: { format: { type: 'json_schema', schema } },
      });
      return JSON.parse(answerOf(message).text);
    },

    failure: (model, prompt, streamed) =>
      failureOf(async () => {
        if (streamed) await endpoint.stream(ask(model, prompt)).finalMessage();
        else await endpoint.create(ask(model, prompt));
      }),

    async abort(model, prompt) {
      const stream = await endpoint.create({ ...ask(model, prompt), stream: true });
      for await (const event of stream) if (event.type === 'content_block_delta') break;
    },
  };
}

function answerOf({ content, stop_reason, usage }: Anthropic.Message): Answer {
  const cached = usage.cache_read_input_tokens ?? 0;
  return {
    text: content.map((block) => (block.type === 'text' ? block.text : '')).join(''),
    finished: stop_reason === 'end_turn',
    usage: { input: usage.input_tokens + cached, cached, output: usage.output_tokens },
  };
}
