import { environment } from '../platform/env.ts';
import { checkPort } from './check-port.ts';
import { refuseSharedHome } from './home-lock.ts';

/**
 * Whatever can be known about a start before anything takes time.
 * @throws EnvironmentError, StartError
 */
export async function checkStart(): Promise<void> {
  const { home, port, host } = environment();
  refuseSharedHome(home);
  await checkPort(port, host);
}
