import { DATABASE_ROLES } from '../platform/db/roles.ts';
import { environment } from '../platform/env.ts';
import { refuseSharedHome } from './home-lock.ts';
import { portProblem } from './port-problem.mjs';
import { StartError } from './start-error.ts';

/**
 * Whatever can be known about a start before anything takes time.
 * @throws EnvironmentError, StartError
 */
export async function checkStart(): Promise<void> {
  const { home, port, listenHosts, databaseLogins } = environment();
  refuseSharedHome(home);
  if (databaseLogins && DATABASE_ROLES.some((role) => !databaseLogins[role])) {
    throw new StartError(
      'HEDDLE_DATABASE_URL_APP, HEDDLE_DATABASE_URL_PLATFORM, HEDDLE_DATABASE_URL_GATEWAY: found ' +
        `${Object.keys(databaseLogins).join(' and ')} only, expected all three or none.`,
    );
  }
  const problem = await portProblem(port, listenHosts);
  if (problem) throw new StartError(problem);
}
