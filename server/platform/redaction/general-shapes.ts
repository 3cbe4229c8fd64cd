import { looksRandom } from './looks-random.ts';
import type { Shape } from './shape.ts';

const quotes = String.raw`\\{0,3}["']?`;
/** Between a name and its value: `=`, `: `, `": "`, `\": \"`. */
const is = `${quotes}\\s{0,3}(?:=>|[:=])\\s{0,3}${quotes}`;
/** Not what separates names from values: of `token=token=…` each would be the beginning of all the rest. */
const value = String.raw`[^\s"'\\,;&<>(){}[\]=:]`;

const named = (prefix: string, least: number, more = ''): Shape => ({
  kind: `after ${prefix}`,
  prefix,
  anyCase: true,
  keepsPrefix: true,
  body: new RegExp(`(${more}${is})${value}{${least},512}={0,2}`, 'y'),
  accepts: looksRandom,
});

/** `key` alone is anything; behind these it is a secret. */
const keyKinds = /(?:api|access|account|private|secret|signing|encryption|master|auth|subscription)[-_ ]?$/i;

const inQuery = (prefix: string): Shape => ({
  kind: 'in the query of an address',
  prefix,
  anyCase: true,
  keepsPrefix: true,
  // A variable or a placeholder stands for the secret and is none.
  body: /[^&\s"'\\#`$<{][^&\s"'\\#`]*/y,
  follows: (text, at) => /[?&][A-Za-z_-]{0,24}$/.test(text.slice(Math.max(0, at - 25), at)),
});

/** Credentials known by what introduces them, or by their outer form. */
export const generalShapes: readonly Shape[] = [
  // RFC 6750 and RFC 7617.
  {
    kind: 'Bearer',
    prefix: 'bearer',
    anyCase: true,
    keepsPrefix: true,
    body: /(\s{1,8})[^\s"'\\,;`$<{][^\s"'\\,;`]{7,}/y,
    notAfter: /\w/,
  },
  {
    kind: 'Basic',
    prefix: 'basic',
    anyCase: true,
    keepsPrefix: true,
    body: /(\s{1,8})[A-Za-z0-9+/]{10,}={0,2}/y,
    notAfter: /\w/,
    accepts: (secret) => secret.length >= 20 || Buffer.from(secret, 'base64').includes(':'),
  },
  // RFC 3986, section 3.2.1: a password, or a token alone, before the @ of an address.
  {
    kind: 'address',
    prefix: '://',
    keepsPrefix: true,
    body: /([^\s/:@"'\\]{0,256}:)[^\s/@"'\\]{1,1024}(?=@)/y,
  },
  { kind: 'address', prefix: '://', keepsPrefix: true, body: /[^\s/:@"'\\.]{16,256}(?=@)/y },
  ...['key=', 'token=', 'secret=', 'signature=', 'sig=', 'credential='].map(inQuery),
  // RFC 7519. Not from the middle of a run: from each `-eyJ` in a long one, all the rest would be looked through.
  {
    kind: 'JWT',
    prefix: 'eyJ',
    body: /[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/y,
    notAfter: /[A-Za-z0-9_-]/,
  },
  // RFC 7468, also inside of JSON; a key that is cut off ends with the text it stands in.
  {
    kind: 'PEM',
    prefix: '-----BEGIN ',
    body: /[A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:[^-"\\]|\\{1,8}[nrt]|-(?!-)){0,16384}(?:-----END [A-Z0-9 ]{1,60}-----)?/y,
  },
  // learn.microsoft.com/azure/storage/common/storage-configure-connection-string
  { kind: 'Azure', prefix: 'AccountKey=', keepsPrefix: true, body: /[A-Za-z0-9+/]{40,}={0,2}/y },
  { kind: 'Azure', prefix: 'SharedAccessKey=', keepsPrefix: true, body: /[A-Za-z0-9+/]{40,}={0,2}/y },
  // api.slack.com/messaging/webhooks, discord.com/developers/docs/resources/webhook, core.telegram.org/bots/api
  { kind: 'Slack webhook', prefix: 'hooks.slack.com/', keepsPrefix: true, body: /[A-Za-z0-9_/-]{16,}/y },
  {
    kind: 'Discord webhook',
    prefix: '/api/webhooks/',
    keepsPrefix: true,
    body: /(\d{15,22}\/)[A-Za-z0-9_-]{30,}/y,
  },
  {
    kind: 'Telegram',
    prefix: ':AA',
    body: /[A-Za-z0-9_-]{33}(?![A-Za-z0-9_-])/y,
    follows: (text, at) => /(?<!\d)\d{8,10}$/.test(text.slice(Math.max(0, at - 11), at)),
  },
  // What a name says is a secret is one where it looks like one.
  named('password', 8, '(?:[-_]?hash)?'),
  named('passwd', 8),
  named('passphrase', 8),
  named('secret', 16),
  named('token', 16),
  named('credential', 16, 's?'),
  { ...named('key', 16), follows: (text, at) => keyKinds.test(text.slice(Math.max(0, at - 16), at)) },
];
