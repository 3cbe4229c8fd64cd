import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const shape = z.object({
  /** Address of the deployment, without a slash at the end. */
  url: z.string(),
  /** Secret of the demo tenant's key. */
  apiKey: z.string(),
  /** The operator's, who owns the demo tenant too. */
  email: z.string(),
  password: z.string(),
});

/** What a newcomer needs to begin, as the very first start made it. */
export type Quickstart = z.infer<typeof shape>;

export function quickstartFile(home: string): string {
  return path.join(home, 'quickstart.json');
}

/** For its owner's eyes only. */
export function writeQuickstart(home: string, quickstart: Quickstart): void {
  writeFileSync(quickstartFile(home), `${JSON.stringify(quickstart, null, 2)}\n`, { mode: 0o600 });
}

/** Undefined where the first start of this home found a database that was in use already. */
export function readQuickstart(home: string): Quickstart | undefined {
  try {
    return shape.parse(JSON.parse(readFileSync(quickstartFile(home), 'utf8')));
  } catch {
    return undefined;
  }
}
