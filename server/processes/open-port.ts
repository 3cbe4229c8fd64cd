import type { Server } from 'node:http';
import { tellSupervisor } from '../supervisor/messages.ts';
import { portProblem } from '../supervisor/port-problem.mjs';
import { type Listening, listenOn } from './listen-on.ts';

/** {@link listenOn}; where that fails, this process ends, after telling the supervisor why. */
export async function openPort(server: Server, port: number, hosts: readonly string[]): Promise<Listening> {
  try {
    return await listenOn(server, port, hosts);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    await tellSupervisor({ type: 'refused', reason: (await portProblem(port, hosts)) ?? reason });
    process.exit(1);
  }
}
