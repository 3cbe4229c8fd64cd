import type { DialectName } from '../../server/canonical/dialect-name.ts';
import type { JsonObject } from '../../server/canonical/json.ts';

/** A content part of a vendor's message types. */
export interface ContentPart {
  role: 'user' | 'assistant' | 'tool';
  part: JsonObject;
  /** The same part without the member that is looked at; absent when the whole part is. */
  instead?: JsonObject;
}

const pixel = 'iVBORw0KGgo=';
const text = { type: 'text', text: 'Look' };
const png = { type: 'base64', media_type: 'image/png', data: pixel };
const image = { type: 'image', source: png };
const plain = { type: 'document', source: { type: 'text', media_type: 'text/plain', data: 'Facts.' } };
const passage = { type: 'search_result', source: 'https://a.example', title: 'A', content: [text] };
const result = { type: 'tool_result', tool_use_id: 'toolu_1' };
const ephemeral = { cache_control: { type: 'ephemeral' } };

const inline = { inlineData: { mimeType: 'image/png', data: pixel } };
const call = { functionCall: { name: 'weather', args: {} } };
const response = { name: 'weather', response: { output: 'Rain' } };

/** What the tools that Anthropic runs leave in an answer. */
const serverParts: readonly JsonObject[] = [
  { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: {} },
  { type: 'web_search_tool_result', tool_use_id: 'srvtoolu_1', content: [] },
  { type: 'web_fetch_tool_result', tool_use_id: 'srvtoolu_1', content: {} },
  { type: 'code_execution_tool_result', tool_use_id: 'srvtoolu_1', content: {} },
  { type: 'bash_code_execution_tool_result', tool_use_id: 'srvtoolu_1', content: {} },
  { type: 'text_editor_code_execution_tool_result', tool_use_id: 'srvtoolu_1', content: {} },
  { type: 'tool_search_tool_result', tool_use_id: 'srvtoolu_1', content: {} },
  { type: 'mcp_tool_use', id: 'mcptoolu_1', name: 'a', server_name: 'b', input: {} },
  { type: 'mcp_tool_result', tool_use_id: 'mcptoolu_1', content: 'x' },
  { type: 'compaction', content: 'So far …' },
];

/** Members of a function's response that only calls which do not block have. */
const continuations: readonly JsonObject[] = [{ willContinue: true }, { scheduling: 'SILENT' }];

/**
 * Every kind of content part that the vendors' own SDKs have types for, and the members beside their content.
 * Gemini's parts of role `tool` answer a call of the function `weather`, Anthropic's one with the id `toolu_1`.
 */
export const contentParts: Readonly<Record<DialectName, readonly ContentPart[]>> = {
  'openai-chat': [
    { role: 'user', part: text },
    { role: 'user', part: { ...text, prompt_cache_breakpoint: { mode: 'explicit' } }, instead: text },
    { role: 'user', part: { type: 'image_url', image_url: { url: 'https://a.example/i.png' } } },
    { role: 'user', part: { type: 'image_url', image_url: { url: `data:image/png;base64,${pixel}` } } },
    {
      role: 'user',
      part: { type: 'image_url', image_url: { url: 'https://a.example/i.png', detail: 'high' } },
      instead: { type: 'image_url', image_url: { url: 'https://a.example/i.png' } },
    },
    { role: 'user', part: { type: 'input_audio', input_audio: { data: pixel, format: 'wav' } } },
    { role: 'user', part: { type: 'file', file: { file_id: 'file-1' } } },
    {
      role: 'user',
      part: { type: 'file', file: { filename: 'a.pdf', file_data: `data:application/pdf;base64,${pixel}` } },
    },
    { role: 'assistant', part: { type: 'refusal', refusal: 'I would rather not.' } },
    { role: 'tool', part: text },
  ],
  'anthropic-messages': [
    { role: 'user', part: text },
    { role: 'user', part: { ...text, ...ephemeral }, instead: text },
    { role: 'user', part: image },
    { role: 'user', part: { type: 'image', source: { type: 'url', url: 'https://a.example/i.png' } } },
    { role: 'user', part: { type: 'image', source: { type: 'file', file_id: 'file_1' } } },
    { role: 'user', part: { ...image, transformations: { oversized_image: 'error' } }, instead: image },
    { role: 'user', part: plain },
    { role: 'user', part: { ...plain, title: 'A title' }, instead: plain },
    { role: 'user', part: { ...plain, context: 'From 1999' }, instead: plain },
    { role: 'user', part: { ...plain, citations: { enabled: true } }, instead: plain },
    {
      role: 'user',
      part: { type: 'document', source: { type: 'base64', media_type: 'application/pdf', data: pixel } },
    },
    { role: 'user', part: { type: 'document', source: { type: 'url', url: 'https://a.example/a.pdf' } } },
    { role: 'user', part: { type: 'document', source: { type: 'file', file_id: 'file_1' } } },
    { role: 'user', part: { type: 'document', source: { type: 'content', content: 'Facts.' } } },
    { role: 'user', part: { type: 'document', source: { type: 'content', content: [text, image] } } },
    { role: 'user', part: passage },
    { role: 'user', part: { type: 'container_upload', file_id: 'file_1' } },
    { role: 'tool', part: { ...result, content: 'Rain' } },
    { role: 'tool', part: { ...result, content: [text, image] }, instead: { ...result, content: [text] } },
    { role: 'tool', part: { ...result, content: [text, plain] }, instead: { ...result, content: [text] } },
    { role: 'tool', part: { ...result, content: [text, passage] }, instead: { ...result, content: [text] } },
    {
      role: 'tool',
      part: { ...result, content: [text, { type: 'tool_reference', tool_name: 'weather' }] },
      instead: { ...result, content: [text] },
    },
    { role: 'tool', part: { ...result, content: 'x', is_error: true }, instead: { ...result, content: 'x' } },
    { role: 'tool', part: { ...result, content: 'x', ...ephemeral }, instead: { ...result, content: 'x' } },
    { role: 'assistant', part: { type: 'thinking', thinking: 'Hm.', signature: 'sig' } },
    { role: 'assistant', part: { type: 'redacted_thinking', data: 'secret' } },
    { role: 'assistant', part: { type: 'tool_use', id: 'toolu_2', name: 'weather', input: {} } },
    {
      role: 'assistant',
      part: { ...text, citations: [{ type: 'char_location', cited_text: 'x', document_index: 0 }] },
      instead: text,
    },
    ...serverParts.map((part) => ({ role: 'assistant' as const, part })),
  ],
  gemini: [
    { role: 'user', part: { text: 'Look' } },
    { role: 'user', part: { inlineData: { mimeType: 'video/mp4', data: pixel } } },
    { role: 'user', part: { inlineData: { mimeType: 'audio/wav', data: pixel } } },
    { role: 'user', part: { inlineData: { mimeType: 'application/pdf', data: pixel } } },
    { role: 'user', part: { inlineData: { mimeType: 'text/csv', data: 'YSxi' } } },
    { role: 'user', part: inline },
    { role: 'user', part: { ...inline, videoMetadata: { fps: 2 } }, instead: inline },
    {
      role: 'user',
      part: { ...inline, mediaResolution: { level: 'MEDIA_RESOLUTION_LOW' } },
      instead: inline,
    },
    { role: 'user', part: { text: 'Look', partMetadata: { a: 1 } }, instead: { text: 'Look' } },
    { role: 'user', part: { fileData: { fileUri: 'https://youtu.be/x' } } },
    { role: 'user', part: { fileData: { fileUri: 'files/1', mimeType: 'image/png' } } },
    { role: 'user', part: { fileData: { fileUri: 'gs://b/a.pdf', mimeType: 'application/pdf' } } },
    { role: 'assistant', part: { text: 'Hm.', thought: true } },
    { role: 'assistant', part: { text: 'Yes.', thoughtSignature: 'c2ln' }, instead: { text: 'Yes.' } },
    { role: 'assistant', part: call },
    { role: 'assistant', part: { ...call, thoughtSignature: 'c2ln' }, instead: call },
    { role: 'assistant', part: { executableCode: { language: 'PYTHON', code: '1' } } },
    { role: 'assistant', part: { codeExecutionResult: { outcome: 'OUTCOME_OK', output: '1' } } },
    { role: 'assistant', part: { toolCall: { id: 'a', toolType: 'GOOGLE_SEARCH' } } },
    { role: 'assistant', part: { toolResponse: { id: 'a', toolType: 'GOOGLE_SEARCH' } } },
    { role: 'tool', part: { functionResponse: response } },
    {
      role: 'tool',
      part: {
        functionResponse: { ...response, parts: [{ inlineData: { mimeType: 'image/png', data: pixel } }] },
      },
      instead: { functionResponse: response },
    },
    ...continuations.map((more) => ({
      role: 'tool' as const,
      part: { functionResponse: { ...response, ...more } },
      instead: { functionResponse: response },
    })),
  ],
};
