import type { InProcessRequest, InProcessUpstream } from '../../providers/provider.ts';
import type { Exchange } from '../exchange.ts';
import { isHeavy } from './heavy.ts';
import { shareBytes } from './share-bytes.ts';

/** What a provider in this process makes of a request; of a long one in the codec thread. */
export function readInProcess(
  provider: InProcessUpstream,
  id: string,
  request: InProcessRequest,
  exchange: Exchange,
): unknown {
  if (isHeavy(request.body)) return readRemotely(id, request, exchange);
  const read = () => exchange.work('bridge', () => provider.read(request));
  return exchange.turn()?.then(read) ?? read();
}

async function readRemotely(
  provider: string,
  { path, body }: InProcessRequest,
  { codecs, caller }: Exchange,
): Promise<unknown> {
  const input = { provider, path, body: await shareBytes(body) };
  // Whoever waits for the answer hears of a cancellation by another way.
  const { plan } = await codecs.do('read-in-process', input, { tenantId: caller?.tenant.id ?? '' });
  return plan;
}
