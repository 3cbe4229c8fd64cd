import { setTimeout as delay } from 'node:timers/promises';
import type { Browser, BrowserContext, BrowserContextOptions, Cookie, Page } from 'playwright-core';
import type { RunningHeddle } from '../../support/heddle.ts';

/** A page has settled when so many looks, so far apart, found nothing going on. */
const QUIET_LOOKS = 4;
const LOOK_EVERY_MS = 75;
/** What has been going on for so long without a change is not waited for. */
const LONGEST_STILL_MS = 15_000;

/** The requests of a page: how many are under way, and how often one began or ended. */
interface Traffic {
  underWay: number;
  changes: number;
}

const trafficOf = new WeakMap<Page, Traffic>();

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
  watchTraffic(page);
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
  await page.goto(path);
  await settle(page);
}

/** Goes to another page as a link does: the program stays, and only what is new is fetched. Waits until it has settled. */
export async function follow(page: Page, path: string): Promise<void> {
  const left = page.url();
  await page.evaluate((to) => {
    // What Next's links use, and shows to whoever examines a page.
    const { next } = window as unknown as { next: { router: { push(path: string): void } } };
    next.router.push(to);
  }, path);
  await page.waitForURL((url) => url.href !== left);
  await settle(page);
}

function watchTraffic(page: Page): void {
  const traffic: Traffic = { underWay: 0, changes: 0 };
  trafficOf.set(page, traffic);
  const change = (by: number) => () => {
    traffic.underWay += by;
    traffic.changes += 1;
  };
  page.on('request', change(1));
  page.on('requestfinished', change(-1));
  page.on('requestfailed', change(-1));
}

/**
 * Waits until the page's program is there and has what it asked for: from then on it takes clicks and keys. Time alone
 * does not tell, nor does the network: on a busy machine, a page is quiet before its program has begun.
 */
export async function settle(page: Page): Promise<void> {
  const traffic = trafficOf.get(page);
  if (!traffic) throw new Error('This page was not opened by visit()');
  await page.waitForLoadState();
  let stillSince = Date.now();
  for (let [quiet, changes] = [0, traffic.changes]; quiet < QUIET_LOOKS; ) {
    await page.waitForFunction(isAtRest);
    await delay(LOOK_EVERY_MS);
    const isSame = traffic.changes === changes;
    if (!isSame) stillSince = Date.now();
    const isOver = traffic.underWay <= 0 || Date.now() - stillSince > LONGEST_STILL_MS;
    quiet = isSame && isOver ? quiet + 1 : 0;
    changes = traffic.changes;
  }
}

/** In the page: every control is React's by now, and nothing says that it is loading. Asked when there is nothing else to do. */
async function isAtRest(): Promise<boolean> {
  await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 1_000 }));
  const controls = [...document.querySelectorAll('a, button, input, select, textarea')];
  return (
    document.querySelector('[aria-busy="true"]') === null &&
    controls.every((control) => Object.keys(control).some((key) => key.startsWith('__react')))
  );
}

/** Of each Heddle, the session of whoever signed in first. */
const sessions = new WeakMap<RunningHeddle, Cookie[]>();

/** Signs in as the operator of the demo tenant: the first time by the form, later with the session that came of it. */
export async function signIn(page: Page, heddle: RunningHeddle): Promise<void> {
  const session = sessions.get(heddle);
  if (session) {
    await page.context().addCookies(session);
    await open(page, '/demo/overview');
    return;
  }
  await signInByForm(page, heddle);
  const cookies = await page.context().cookies();
  sessions.set(
    heddle,
    cookies.filter(({ name }) => name.includes('session')),
  );
}

/** For a session of one's own, which may be ended. */
export async function signInByForm(page: Page, { quickstart }: RunningHeddle): Promise<void> {
  await open(page, '/sign-in');
  await page.getByLabel('E-mail').fill(quickstart.email);
  await page.getByLabel('Password', { exact: true }).fill(quickstart.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/demo/overview');
  await settle(page);
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
  await settle(page);
}
