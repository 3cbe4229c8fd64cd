import { jsonLiteral } from './json-literal.ts';
import { pythonLiteral } from './python-literal.ts';
import { typescriptLiteral } from './typescript-literal.ts';

export const sampleLanguages = ['curl', 'typescript', 'python'] as const;

export type SampleLanguage = (typeof sampleLanguages)[number];

/** A JSON value, as it goes into a request body. */
export type Json = string | number | boolean | null | undefined | Json[] | { [key: string]: Json };

type Sample = {
  /** Address up to and with /v1. */
  baseUrl: string;
  /** A real key, or a word in its place. */
  apiKey: string;
  /** Body of POST /v1/chat/completions. */
  body: { [key: string]: Json };
};

/** The request as a program of its own in the given language. */
export function chatCompletionSample(language: SampleLanguage, sample: Sample): string {
  if (language === 'curl') return curlSample(sample);
  return language === 'typescript' ? typescriptSample(sample) : pythonSample(sample);
}

function curlSample({ baseUrl, apiKey, body }: Sample): string {
  const json = jsonLiteral(body).replaceAll("'", "'\\''");
  return [
    `curl ${baseUrl}/chat/completions \\`,
    `  -H "Authorization: Bearer ${apiKey}" \\`,
    '  -H "Content-Type: application/json" \\',
    `  -d '${json}'`,
  ].join('\n');
}

function typescriptSample({ baseUrl, apiKey, body }: Sample): string {
  const read = body.stream
    ? [
        'for await (const chunk of completion) {',
        "  console.log(chunk.choices[0]?.delta.content ?? '');",
        '}',
      ]
    : ['console.log(completion.choices[0].message.content);'];
  return [
    "import OpenAI from 'openai';",
    '',
    'const client = new OpenAI({',
    `  baseURL: ${typescriptLiteral(baseUrl)},`,
    `  apiKey: ${typescriptLiteral(apiKey)},`,
    '});',
    '',
    `const completion = await client.chat.completions.create(${typescriptLiteral(body)});`,
    '',
    ...read,
  ].join('\n');
}

function pythonSample({ baseUrl, apiKey, body }: Sample): string {
  const parameters = Object.entries(body)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `    ${name}=${pythonLiteral(value, '    ')},`);
  const read = body.stream
    ? [
        'for chunk in completion:',
        '    if chunk.choices:',
        '        print(chunk.choices[0].delta.content or "", end="")',
      ]
    : ['print(completion.choices[0].message.content)'];
  return [
    'from openai import OpenAI',
    '',
    'client = OpenAI(',
    `    base_url=${pythonLiteral(baseUrl)},`,
    `    api_key=${pythonLiteral(apiKey)},`,
    ')',
    '',
    'completion = client.chat.completions.create(',
    ...parameters,
    ')',
    '',
    ...read,
  ].join('\n');
}
