import { z } from 'zod';

const PATIENCE_MS = 400;

const modelList = z.object({ data: z.array(z.object({ id: z.string().min(1) })) });

/**
 * Names of the models an Ollama has pulled; none when nobody answers there in a moment.
 * @param baseUrl its OpenAI-compatible address, with /v1
 */
export async function listOllamaModels(baseUrl: string): Promise<string[]> {
  try {
    const response = await fetch(`${baseUrl}/models`, { signal: AbortSignal.timeout(PATIENCE_MS) });
    return modelList.parse(await response.json()).data.map((model) => model.id);
  } catch {
    return [];
  }
}
