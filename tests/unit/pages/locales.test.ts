import { expect, test } from 'vitest';
import { chooseLocale } from '../../../messages/locales.ts';

test.each([
  ['zh', 'en-US', 'zh'],
  ['xx', 'zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
  [undefined, 'fr-FR,zh;q=0.4,en;q=0.7', 'en'],
  [undefined, 'de,zh-TW;q=0.5', 'zh'],
  [undefined, 'zh;q=0,en', 'en'],
  [undefined, null, 'en'],
  [undefined, ';;q=,,', 'en'],
])('cookie %j and Accept-Language %j choose %s', (cookie, acceptLanguage, expected) => {
  expect(chooseLocale(cookie, acceptLanguage)).toBe(expected);
});
