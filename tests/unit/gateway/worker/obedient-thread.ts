// Stands for the codec thread in tests: does what the text of a `count-text` task says.

import { parentPort } from 'node:worker_threads';
import type { FromThread, ToThread } from '../../../../server/gateway/worker/tasks.ts';

parentPort?.postMessage({ type: 'ready' } satisfies FromThread);
parentPort?.on('message', (message: ToThread) => {
  if (message.type === 'forget' || !('text' in message.input)) return;
  const { id, input } = message;
  if (input.text === 'die') process.exit(1);
  if (input.text === 'throw') throw new Error('as told');
  if (input.text === 'fill the heap') {
    let kept: object | null = null;
    for (;;) kept = { kept };
  }
  if (input.text === 'hang') for (;;);
  parentPort?.postMessage({ type: 'done', id, output: input.length, ms: 7 } satisfies FromThread);
});
