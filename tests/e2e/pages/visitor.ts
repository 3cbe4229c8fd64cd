import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import type { RunningHeddle } from '../../support/heddle.ts';

/** Somebody at a browser of their own, and what their browser complained about. */
export interface Visitor {
  page: Page;
  context: BrowserContext;
  /** Errors on the console, exceptions, answers of 5xx and requests to other addresses than Heddle's. */
  complaints: string[];
}

/** Opens a fresh browser profile on a running Heddle. */
export async function visit(
  browser: Browser,
  heddle: RunningHeddle,
  options: BrowserContextOptions = {},
): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: heddle.url,
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`exception: ${error.message}`));
  page.on('response', (response) => {
    if (response.status() >= 500) complaints.push(`${response.status()}: ${response.url()}`);
  });
  page.on('request', (request) => {
    const own = request.url().startsWith(`${heddle.url}/`) || /^(data|blob):/.test(request.url());
    if (!own) complaints.push(`request to elsewhere: ${request.url()}`);
  });
  return { page, context, complaints };
}

/** Opens a page and waits until it has settled. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path, { waitUntil: 'networkidle' });
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
}

/** Signs in by the form, as the operator of the demo tenant. */
export async function signIn(page: Page, { quickstart }: RunningHeddle): Promise<void> {
  await open(page, '/sign-in');
  await page.getByLabel('E-mail').fill(quickstart.email);
  await page.getByLabel('Password', { exact: true }).fill(quickstart.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/demo/overview');
}

/** Invites somebody into teams of the demo tenant, as its owner who is signed in. @returns the link */
export async function invite(
  page: Page,
  email: string,
  teams: readonly string[] = ['Core'],
): Promise<string> {
  await open(page, '/demo/settings?tab=members');
  await page.getByRole('button', { name: 'Invite' }).click();
  await page.getByLabel('E-mail').fill(email);
  const team = page.getByRole('dialog').getByLabel('Core');
  await (teams.includes('Core') ? team.check() : team.uncheck());
  await page.getByRole('button', { name: 'Create link' }).click();
  return (await page.getByTestId('invitation-link').textContent()) ?? '';
}

/** Follows an invitation of the demo tenant as somebody new, until they are in. */
export async function join(page: Page, link: string, name: string): Promise<void> {
  await open(page, link);
  await page.getByRole('heading', { name: 'Join Demo' }).waitFor();
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('Password', { exact: true }).fill('threads of a colour');
  await page.getByRole('button', { name: 'Join' }).click();
  await page.waitForURL('**/demo/overview');
}
