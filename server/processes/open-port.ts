import type { Server } from 'node:http';
import { inheritedSockets } from '../supervisor/child-arguments.ts';
import { tellSupervisor } from '../supervisor/messages.ts';
import { portProblem } from '../supervisor/port-problem.mjs';
import { type Listening, listenOn, listenOnInherited } from './listen-on.ts';

/**
 * Listens on the sockets that the supervisor holds, or by itself where it holds none. Where that fails, this process
 * ends, after telling the supervisor why.
 */
export async function openPort(server: Server, port: number, hosts: readonly string[]): Promise<Listening> {
  const inherited = inheritedSockets(process.argv);
  try {
    return inherited.length > 0
      ? await listenOnInherited(server, inherited)
      : await listenOn(server, port, hosts);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    await tellSupervisor({ type: 'refused', reason: (await portProblem(port, hosts)) ?? reason });
    process.exit(1);
  }
}
