import { describe, expect, it } from 'vitest';
import { Losses } from '../../../../server/canonical/loss.ts';
import { formatDataUrl, parseDataUrl } from '../../../../server/dialects/shared/data-url.ts';
import { ownExtensions } from '../../../../server/dialects/shared/foreign-extensions.ts';
import { mediaKindOf, mediaTypeOfName } from '../../../../server/dialects/shared/media-type.ts';
import { retryAfterMsOf } from '../../../../server/dialects/shared/retry-after.ts';

describe('data URLs', () => {
  it('come apart and together again', () => {
    expect(parseDataUrl('data:image/png;base64,AAAA')).toEqual({ mediaType: 'image/png', data: 'AAAA' });
    expect(formatDataUrl('image/png', 'AAAA')).toBe('data:image/png;base64,AAAA');
  });

  it('may have parameters, no type, or percent-encoding', () => {
    expect(parseDataUrl('DATA:text/plain;charset=utf-8;BASE64,aGk=')?.data).toBe('aGk=');
    expect(parseDataUrl('data:,a%20b')).toEqual({ mediaType: 'text/plain', data: 'YSBi' });
    expect(parseDataUrl('data:,100%')?.data).toBe('MTAwJQ==');
  });

  it('call a JPEG by its registered name, which is the one that vendors know', () => {
    expect(parseDataUrl('data:image/jpg;base64,/9j/')?.mediaType).toBe('image/jpeg');
  });

  it('are told from other URLs', () => {
    expect(parseDataUrl('https://example.com/a.png')).toBeNull();
    expect(parseDataUrl('data:image/png;base64')).toBeNull();
  });
});

describe('media types', () => {
  it('follow from a name or a URL', () => {
    expect(mediaTypeOfName('https://example.com/a/b.JPG?x=1.png#y')).toBe('image/jpeg');
    expect(mediaTypeOfName('report.pdf')).toBe('application/pdf');
    expect(mediaTypeOfName('noextension')).toBeUndefined();
    expect(mediaTypeOfName('x.constructor')).toBeUndefined();
  });

  it('tell the kind of part', () => {
    expect(['image/png', 'audio/wav', 'video/mp4', 'text/plain'].map(mediaKindOf)).toEqual([
      'image',
      'audio',
      'video',
      'document',
    ]);
  });
});

describe('ownExtensions', () => {
  it("gives a dialect its own members and names the others' as losses", () => {
    const losses = new Losses();
    const own = ownExtensions(
      { 'openai-chat': { store: true }, gemini: { safetySettings: [] } },
      'openai-chat',
      losses,
      'messages[0]',
    );
    expect(own).toEqual({ store: true });
    expect(losses.list).toEqual([{ name: 'safetySettings', path: 'messages[0]' }]);
  });
});

describe('retryAfterMsOf', () => {
  it('reads milliseconds, seconds and dates', () => {
    expect(retryAfterMsOf({ 'retry-after-ms': '1500', 'retry-after': '9' })).toBe(1500);
    expect(retryAfterMsOf({ 'retry-after': '2' })).toBe(2000);
    expect(
      retryAfterMsOf({
        'retry-after': 'Wed, 21 Oct 2026 07:28:30 GMT',
        date: 'Wed, 21 Oct 2026 07:28:00 GMT',
      }),
    ).toBe(30_000);
  });

  it('is silent about what it does not understand', () => {
    expect(retryAfterMsOf({})).toBeUndefined();
    expect(retryAfterMsOf({ 'retry-after': 'soon' })).toBeUndefined();
    expect(retryAfterMsOf({ 'retry-after': '-1' })).toBeUndefined();
  });
});
