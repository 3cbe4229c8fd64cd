import type { Page } from 'playwright-core';
import type { RunningHeddle } from '../../support/heddle.ts';

/** A real name of a real model, longer than any column would like. */
export const longModel = 'accounts/fireworks/models/llama-v3p1-405b-instruct';

const longEmail = 'maximiliane.featherstonehaugh@customer-success.example-company.com';

/** Fills the demo tenant with names as long as people give them, and one request that has them all in its record. */
export async function fillWithLongValues(page: Page, heddle: RunningHeddle): Promise<void> {
  const demo = '/api/v1/tenants/demo';
  const team = await send(page, `${demo}/teams`, {
    name: 'Customer support automation and knowledge base',
    slug: 'customer-support-automation-and-knowledge-base',
  });
  await send(page, `${demo}/channels`, {
    name: 'Fireworks, production, eu-central-1, shared with analytics',
    provider: 'simulator',
    models: [{ name: longModel, upstream: 'simulator' }],
  });
  const rate = '150000000';
  await send(
    page,
    `${demo}/prices`,
    { model: longModel, inputNanoUsdPerMillion: rate, outputNanoUsdPerMillion: rate },
    'PUT',
  );
  for (const email of [longEmail, `still.open.${longEmail}`]) {
    const { token } = await send(page, `${demo}/invitations`, { email, role: 'member', teamIds: [team.id] });
    if (email === longEmail) await accept(heddle, token);
  }
  const key = await send(page, `${demo}/keys`, {
    teamId: team.id,
    name: 'Customer support assistant, Frankfurt region, blue/green 02',
  });
  const answer = await fetch(`${heddle.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key.secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: longModel, messages: [{ role: 'user', content: 'Hello' }] }),
  });
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
  await answer.text();
}

/** Calls an operation as the person who is signed in on the page. */
async function send(
  page: Page,
  path: string,
  body: unknown,
  method = 'POST',
): Promise<Record<string, string | undefined>> {
  const { ok, text } = await page.evaluate(
    async ([path, method, body]) => {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(path, { method, headers, body });
      return { ok: answer.ok, text: await answer.text() };
    },
    [path, method, JSON.stringify(body)] as const,
  );
  if (!ok) throw new Error(`${method} ${path}: ${text}`);
  return JSON.parse(text);
}

async function accept(heddle: RunningHeddle, token: string | undefined): Promise<void> {
  const answer = await fetch(`${heddle.url}/api/v1/invitations/accept`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      token,
      name: 'Maximiliane Featherstonehaugh-Cholmondeley',
      password: 'threads of a colour',
    }),
  });
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
}
