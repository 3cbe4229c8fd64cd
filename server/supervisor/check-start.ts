import { environment } from '../platform/env.ts';
import { refuseSharedHome } from './home-lock.ts';
import { portProblem } from './port-problem.mjs';
import { StartError } from './start-error.ts';

/**
 * Whatever can be known about a start before anything takes time.
 * @throws EnvironmentError, StartError
 */
export async function checkStart(): Promise<void> {
  const { home, port, listenHosts } = environment();
  refuseSharedHome(home);
  const problem = await portProblem(port, listenHosts);
  if (problem) throw new StartError(problem);
}
