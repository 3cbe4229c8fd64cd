import type { Fault } from './fault.ts';
import { gatewayFaults } from './gateway.ts';
import { machineFaults } from './machine.ts';
import { postgresFaults } from './postgres.ts';
import { redisFaults } from './redis.ts';
import { upstreamFaults } from './upstream.ts';

/** Every fault, in the order in which they strike. */
export const faults: readonly Fault[] = [
  ...redisFaults,
  ...postgresFaults,
  ...upstreamFaults,
  ...machineFaults,
  ...gatewayFaults,
];
