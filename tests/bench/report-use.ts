// Preloaded into the servers under test (`node --import`): answers how much processor time they have used, and how much
// memory they hold.

import { isBenchMessage, tellBench } from './messages.ts';

process.on('message', (message) => {
  if (!isBenchMessage(message, 'use')) return;
  const { user, system } = process.cpuUsage();
  tellBench({ type: 'used', cpuMicroseconds: user + system, residentBytes: process.memoryUsage.rss() });
});
