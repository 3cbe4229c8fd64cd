import { type Fault, undo } from './fault.ts';

/** A gateway that is started again is there by then; a request that came meanwhile found nobody. */
export const gatewayFaults: readonly Fault[] = [
  {
    name: 'the gateway is killed',
    async strike(scene) {
      process.kill(scene.gatewayPid(), 'SIGKILL');
      return undo(() => undefined);
    },
    mayLose: ({ ended, sentAtMs }, struckAtMs) =>
      ended === 'refused' || sentAtMs <= struckAtMs + IN_BETWEEN_MS,
  },
  {
    name: 'the gateway is told to stop',
    async strike(scene) {
      process.kill(scene.gatewayPid(), 'SIGTERM');
      return undo(() => undefined);
    },
    // Nothing that was under way is lost; who comes after it may find nobody, or a door that closes.
    mayLose: ({ ended, sentAtMs }, struckAtMs) =>
      ended === 'refused' || (ended === 'broken' && sentAtMs > struckAtMs),
  },
];

/** What was sent at the very moment may have been on its way in. */
const IN_BETWEEN_MS = 250;
