// Preloaded into the servers under test (`node --import`): answers how much processor time they have used.

import { isBenchMessage, tellBench } from './messages.ts';

process.on('message', (message) => {
  if (!isBenchMessage(message, 'cpu')) return;
  const { user, system } = process.cpuUsage();
  tellBench({ type: 'cpu-used', microseconds: user + system });
});
