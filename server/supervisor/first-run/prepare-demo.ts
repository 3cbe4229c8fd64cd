import type { Environment } from '../../platform/env.ts';
import { type Quickstart, readQuickstart, writeQuickstart } from '../quickstart.ts';
import { addDemoChannels } from './add-demo-channels.ts';
import { findDemoChannels } from './find-demo-channels.ts';
import { seedDemo } from './seed-demo.ts';

/** @returns what a newcomer needs, on the very first start only */
export async function prepareDemo({ home, publicUrl }: Environment): Promise<Quickstart | null> {
  const secrets = await seedDemo();
  const quickstart = secrets && { url: publicUrl, ...secrets };
  if (quickstart) writeQuickstart(home, quickstart);
  // A database whose demo another home made, or which has none, is not this machine's to furnish.
  if (quickstart || readQuickstart(home)) await addDemoChannels(await findDemoChannels());
  return quickstart;
}
