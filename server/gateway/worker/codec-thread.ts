// A thread that reads what is too long for the event loop's own: one task after the other, as codec-worker.ts sends them.

import { parentPort } from 'node:worker_threads';
import { collectBuffers } from './collect-buffers.ts';
import { collectGarbage } from './collect-garbage.ts';
import { doTask } from './do-task.ts';
import { giveWay } from './give-way.ts';
import { portableFault } from './portable-fault.ts';
import { RequestCache } from './request-cache.ts';
import type { FromThread, ToThread } from './tasks.ts';

const requests = new RequestCache();

parentPort?.on('message', async (message: ToThread) => {
  if (message.type === 'forget') {
    requests.forget(message.key);
    return;
  }
  const { id, name, input } = message;
  const startedAt = performance.now();
  let answer: FromThread;
  try {
    const output = await doTask(name, input, requests);
    answer = { type: 'done', id, output, ms: performance.now() - startedAt };
  } catch (error) {
    answer = { type: 'failed', id, fault: portableFault(error), ms: performance.now() - startedAt };
  }
  parentPort?.postMessage(answer, collectBuffers(answer));
  collectGarbage();
});
giveWay();
parentPort?.postMessage({ type: 'ready' } satisfies FromThread);
