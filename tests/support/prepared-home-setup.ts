import { rmSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import { unpackBrowser } from './browser.ts';
import { makeHome, startHeddle } from './heddle.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A home in which Heddle was started once, and stopped: its database is made, and the demo tenant is there. */
    preparedHome: string;
  }
}

/** Once per run: the browser, and a home that test files copy, so that each of them does not make a database anew. */
export default async function setUp(project: TestProject): Promise<() => void> {
  if (process.platform === 'linux') await unpackBrowser();
  const home = makeHome();
  const heddle = await startHeddle({ home });
  await heddle.stop({ keepHome: true });
  project.provide('preparedHome', home);
  return () => rmSync(home, { recursive: true, force: true });
}
