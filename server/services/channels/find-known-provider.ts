import { Fault } from '../../canonical/fault.ts';
import { findProvider, providers } from '../../providers/index.ts';
import type { Provider } from '../../providers/provider.ts';

/** @throws Fault invalid_request when the registry has no such provider */
export function findKnownProvider(id: string, path = 'provider'): Provider {
  const provider = findProvider(id);
  if (provider) return provider;
  const known = providers.map((each) => each.id).join(', ');
  throw new Fault('invalid_request', `${path}: expected one of ${known}`, { path });
}
