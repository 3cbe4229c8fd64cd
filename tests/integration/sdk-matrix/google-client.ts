import { type Content, type GenerateContentResponse, GoogleGenAI, type Part } from '@google/genai';
import { type Answer, type Client, failureOf, weatherIn } from './client.ts';

/** The official `@google/genai` package. */
export function googleClient(gatewayUrl: string, apiKey: string): Client {
  const { models } = new GoogleGenAI({ apiKey, httpOptions: { baseUrl: gatewayUrl } });
  return {
    name: '@google/genai',

    async text(model, { system, prompt, temperature }) {
      const config = { systemInstruction: system, temperature };
      return answerOf([await models.generateContent({ model, contents: prompt, config })]);
    },

    async stream(model, { system, prompt, temperature }) {
      const config = { systemInstruction: system, temperature };
      const chunks = await collect(await models.generateContentStream({ model, contents: prompt, config }));
      return { ...answerOf(chunks), pieces: chunks.filter((chunk) => partsOf([chunk]).length > 0).length };
    },

    async tools(model, prompt, { parameters, ...tool }, streamed) {
      const contents: Content[] = [{ role: 'user', parts: [{ text: prompt }] }];
      const config = { tools: [{ functionDeclarations: [{ ...tool, parametersJsonSchema: parameters }] }] };
      const request = { model, contents, config };
      const chunks = streamed
        ? await collect(await models.generateContentStream(request))
        : [await models.generateContent(request)];
      const parts = partsOf(chunks);
      const calls = parts.flatMap(({ functionCall }) => functionCall ?? []);
      const results = calls.map((call) => ({
        functionResponse: { id: call.id, name: call.name, response: { output: weatherIn(call.args) } },
      }));
      contents.push({ role: 'model', parts }, { role: 'user', parts: results });
      const second = await models.generateContent(request);
      return {
        calls: calls.map((call) => ({ name: call.name ?? '', arguments: call.args })),
        answer: answerOf([second]).text,
      };
    },

    async image(model, prompt, png) {
      const parts: Part[] = [{ text: prompt }, { inlineData: { mimeType: 'image/png', data: png } }];
      return answerOf([await models.generateContent({ model, contents: [{ role: 'user', parts }] })]).text;
    },

    async json(model, prompt, schema) {
      const config = { responseMimeType: 'application/json', responseJsonSchema: schema };
      const answer = answerOf([await models.generateContent({ model, contents: prompt, config })]);
      return JSON.parse(answer.text);
    },

    failure: (model, prompt, streamed) =>
      failureOf(async () => {
        const request = { model, contents: prompt };
        if (streamed) await collect(await models.generateContentStream(request));
        else await models.generateContent(request);
      }),

    async abort(model, prompt) {
      const leaving = new AbortController();
      const stream = await models.generateContentStream({
        model,
        contents: prompt,
        config: { abortSignal: leaving.signal },
      });
      for await (const chunk of stream) if (partsOf([chunk]).length > 0) break;
      leaving.abort();
    },
  };
}

async function collect(stream: AsyncIterable<GenerateContentResponse>): Promise<GenerateContentResponse[]> {
  const chunks: GenerateContentResponse[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return chunks;
}

function partsOf(chunks: GenerateContentResponse[]): Part[] {
  return chunks.flatMap((chunk) => chunk.candidates?.[0]?.content?.parts ?? []);
}

function answerOf(chunks: GenerateContentResponse[]): Answer {
  const usage = chunks.at(-1)?.usageMetadata;
  return {
    text: partsOf(chunks)
      .map((part) => part.text ?? '')
      .join(''),
    finished: chunks.at(-1)?.candidates?.[0]?.finishReason === 'STOP',
    usage: {
      input: usage?.promptTokenCount ?? 0,
      cached: usage?.cachedContentTokenCount ?? 0,
      output: usage?.candidatesTokenCount ?? 0,
    },
  };
}
