import OpenAI from 'openai';
import { type Answer, type Client, failureOf, type Question, weatherIn } from './client.ts';

/** The official `openai` package. */
export function openAiClient(gatewayUrl: string, apiKey: string): Client {
  const { completions } = new OpenAI({ baseURL: `${gatewayUrl}/v1`, apiKey, maxRetries: 0 }).chat;
  const user = (content: string) => ({ role: 'user' as const, content });
  const messagesOf = ({ system, prompt }: Question) => [
    { role: 'system' as const, content: system },
    user(prompt),
  ];
  return {
    name: 'openai',

    async text(model, question) {
      const { temperature } = question;
      return answerOf(await completions.create({ model, temperature, messages: messagesOf(question) }));
    },

    async stream(model, question) {
      const { temperature } = question;
      let pieces = 0;
      const stream = completions.stream({
        model,
        temperature,
        messages: messagesOf(question),
        stream_options: { include_usage: true },
      });
      stream.on('content', () => {
        pieces += 1;
      });
      return { ...answerOf(await stream.finalChatCompletion()), pieces };
    },

    async tools(model, prompt, tool, streamed) {
      const messages: OpenAI.ChatCompletionMessageParam[] = [user(prompt)];
      const tools = [{ type: 'function' as const, function: tool }];
      const first = streamed
        ? await completions.stream({ model, messages, tools }).finalChatCompletion()
        : await completions.create({ model, messages, tools });
      const message = first.choices[0]?.message;
      if (message === undefined) throw new Error('There is no choice.');
      messages.push(message);
      const calls = (message.tool_calls ?? []).flatMap((call) => {
        if (call.type !== 'function') return [];
        const given: unknown = JSON.parse(call.function.arguments);
        messages.push({ role: 'tool', tool_call_id: call.id, content: weatherIn(given) });
        return [{ name: call.function.name, arguments: given }];
      });
      const second = await completions.create({ model, messages, tools });
      return { calls, answer: answerOf(second).text };
    },

    async image(model, prompt, png) {
      const content = [
        { type: 'text' as const, text: prompt },
        { type: 'image_url' as const, image_url: { url: `data:image/png;base64,${png}` } },
      ];
      return answerOf(await completions.create({ model, messages: [{ role: 'user', content }] })).text;
    },

    async json(model, prompt, schema) {
      const completion = await completions.create({
        model,
        messages: [user(prompt)],
        response_format: { type: 'json_schema', json_schema: { name: 'city', strict: true, schema } },
      });
      return JSON.parse(answerOf(completion).text);
    },

    failure: (model, prompt, streamed) =>
      failureOf(async () => {
        const messages = [user(prompt)];
        if (streamed) await completions.stream({ model, messages }).finalChatCompletion();
        else await completions.create({ model, messages });
      }),

    async abort(model, prompt) {
      const stream = await completions.create({ model, messages: [user(prompt)], stream: true });
      for await (const chunk of stream) if (chunk.choices[0]?.delta.content) break;
    },
  };
}

function answerOf({ choices, usage }: OpenAI.ChatCompletion): Answer {
  return {
    text: choices[0]?.message.content ?? '',
    finished: choices[0]?.finish_reason === 'stop',
    usage: {
      input: usage?.prompt_tokens ?? 0,
      cached: usage?.prompt_tokens_details?.cached_tokens ?? 0,
      output: usage?.completion_tokens ?? 0,
    },
  };
}
