import type { IncomingMessage, ServerResponse } from 'node:http';
import { ownHeaders } from './own-headers.ts';

const RETRY_AFTER_SECONDS = 2;

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="refresh" content="${RETRY_AFTER_SECONDS}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Heddle is starting</title>
<style>body{font:1rem/1.5 system-ui,sans-serif;display:grid;place-content:center;min-height:90vh;text-align:center}</style>
<h1>Heddle is starting</h1>
<p>The pages will be here in a moment. The gateway answers already.</p>
<p lang="zh">页面正在启动，请稍候。网关已可使用。</p>
</html>
`;

/** 503 while the pages' process is starting or being started again: a page for people, JSON for programs. */
export function sendUnavailable(request: IncomingMessage, response: ServerResponse): void {
  const wantsPage = request.headers.accept?.includes('text/html') ?? false;
  const body = wantsPage
    ? PAGE
    : JSON.stringify({
        error: { code: 'starting', message: 'The pages of this Heddle are starting; try again.' },
      });
  response.writeHead(503, {
    'content-type': wantsPage ? 'text/html; charset=utf-8' : 'application/json',
    'content-length': Buffer.byteLength(body),
    'retry-after': String(RETRY_AFTER_SECONDS),
    ...ownHeaders,
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  });
  response.end(body);
}
