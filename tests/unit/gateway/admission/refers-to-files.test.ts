import { describe, expect, it } from 'vitest';
import { refersToFiles } from '../../../../server/gateway/admission/refers-to-files.ts';

const refers = (body: unknown) => refersToFiles(Buffer.from(JSON.stringify(body)));

describe('a body that names files elsewhere', () => {
  it.each([
    [{ type: 'file', file: { file_id: 'file-1' } }],
    [{ type: 'document', source: { type: 'url', url: 'https://example.com/a.pdf' } }],
    [{ type: 'document', source: { type: 'file', file_id: 'file_1' } }],
    [{ fileData: { fileUri: 'gs://a/b.mp4' } }],
    [{ file_data: { file_uri: 'gs://a/b.mp4' } }],
  ])('is known in every format: %j', (part) => {
    expect(refers({ messages: [{ content: [part] }] })).toBe(true);
  });

  it.each([
    [{ type: 'text', text: 'my file_id is "7"' }],
    [{ type: 'image_url', image_url: { url: 'https://example.com/a.png' } }],
    [{ type: 'document', source: { type: 'base64', data: 'aGk=' } }],
  ])('is told from others: %j', (part) => {
    expect(refers({ messages: [{ content: [part] }] })).toBe(false);
  });
});
