/** A request that no browser sends: what is wrong with it, its method and target, and header lines. */
export interface Malformed {
  name: string;
  line: string;
  headers: string[];
}

const GARBAGE = ['%E0%A4%A', '%00', '\xff\xfe\x80', '=;=;;,', '[]', '"', '__proto__', 'x'.repeat(6_000)];
const TEXTS = [
  '%E0%A4%A',
  '%00',
  '%',
  'x'.repeat(10_000),
  '__proto__',
  '%ff%fe',
  '%2e%2e%2f',
  '%5c',
  '%0d%0a',
];
const TOO_DEEP = `${'["",{"a":'.repeat(900)}["",{}]${'}]'.repeat(900)}`;

/** What a browser's router says it has of a page. */
const routerStates = [
  'x',
  '',
  'null',
  '[]',
  '["a"]',
  '%E0%A4%A',
  '%00',
  '["",{"children":["x"',
  TOO_DEEP,
].flatMap((state) =>
  ['/', '/demo/overview', '/nothing/here', '/picture.svg', '/api/nothing'].map((page) =>
    get(page, ['rsc: 1', `next-router-state-tree: ${state}`]),
  ),
);

const headers = [
  'rsc',
  'next-router-state-tree',
  'next-router-prefetch',
  'next-router-segment-prefetch',
  'next-url',
  'next-action',
  'x-action-forwarded',
  'x-middleware-subrequest',
  'x-nextjs-data',
  'x-forwarded-host',
  'accept-language',
  'accept',
  'cookie',
  'content-type',
  'if-none-match',
  'origin',
  'range',
].flatMap((header) =>
  GARBAGE.flatMap((value) => [
    get('/sign-in', [`${header}: ${value}`]),
    ...(header === 'rsc' ? [] : [get('/sign-in', ['rsc: 1', `${header}: ${value}`])]),
  ]),
);

const cookies = [
  'next-auth.session-token',
  '__Secure-next-auth.session-token',
  'next-auth.csrf-token',
  'heddle-locale',
].flatMap((cookie) =>
  GARBAGE.flatMap((value) =>
    ['/', '/demo/overview', '/api/auth/session', '/api/v1/tenants'].map((page) =>
      get(page, [`cookie: ${cookie}=${value}`]),
    ),
  ),
);

const queries = TEXTS.flatMap((text) =>
  [`/demo/logs?range=${text}&from=${text}&${text}`, `/sign-in?next=${text}`, `/?_rsc=${text}`].map((target) =>
    get(target),
  ),
);

const methods = ['POST /sign-in', 'PUT /', 'DELETE /demo/keys', 'OPTIONS /'].flatMap((line) =>
  ['multipart/form-data; boundary=x', 'application/x-www-form-urlencoded', 'text/plain'].map((type) =>
    malformed(line, [`content-type: ${type}`, `next-action: ${'0'.repeat(42)}`, 'content-length: 0']),
  ),
);

/** Headers, cookies, queries and methods. */
export const malformedRequests: Malformed[] = [
  ...routerStates,
  ...headers,
  ...cookies,
  ...queries,
  ...methods,
];

export const malformedPaths: Malformed[] = TEXTS.flatMap((text) =>
  [`/${text}`, `/demo/${text}`, `/invite/${text}`, `/api/${text}`, `/api/auth/${text}`, `/_next/${text}`].map(
    (target) => get(target),
  ),
);

export const malformedHosts: string[] = [
  '',
  '%E0%A4%A',
  'a b',
  '[',
  'x'.repeat(6_000),
  '\xff',
  'heddle:99999',
  'a,b',
  '..',
  '@',
];

function get(target: string, headerLines: string[] = []): Malformed {
  return malformed(`GET ${target}`, headerLines);
}

function malformed(line: string, headerLines: string[]): Malformed {
  return {
    name: [line, ...headerLines].map((text) => text.slice(0, 50)).join(', '),
    line,
    headers: headerLines,
  };
}
