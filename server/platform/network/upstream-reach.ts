import { Reach } from './reach.ts';

/** What a deployment says about private upstreams. */
export interface PrivateUpstreams {
  /** True: every address is open to every tenant. For a machine that only its owner uses. */
  allowPrivateUpstreams: boolean;
  /** Networks in CIDR notation that are open to every tenant. */
  privateUpstreams: readonly string[];
}

/** Where a tenant's channels may connect to. */
export function upstreamReach(deployment: PrivateUpstreams, tenantNetworks: readonly string[]): Reach {
  if (deployment.allowPrivateUpstreams) return Reach.everywhere;
  return Reach.into([...deployment.privateUpstreams, ...tenantNetworks]);
}
