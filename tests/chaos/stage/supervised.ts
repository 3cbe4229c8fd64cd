import { type RunningHeddle, startHeddle } from '../../support/heddle.ts';
import { processesOf } from '../../support/heddle-processes.ts';
import type { Scene } from '../faults/fault.ts';
import type { Stage } from './stage.ts';

/** A whole Heddle: the supervisor, the gateway and the built pages. */
export async function startSupervised(
  stage: Stage,
  environment: Readonly<Record<string, string>> = {},
): Promise<Scene & { heddle: RunningHeddle }> {
  const heddle = await startHeddle({
    home: stage.home,
    environment: { ...stage.environment(), ...environment },
  });
  return {
    stage,
    heddle,
    // A name might be tried over IPv6 first.
    origin: `http://127.0.0.1:${heddle.port}`,
    gatewayPid: () => processesOf(heddle).gateway,
  };
}
