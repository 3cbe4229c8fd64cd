import { Fault } from '../../canonical/fault.ts';
import type { InProcessUpstream } from '../../providers/provider.ts';
import type { Cancellation } from '../cancellation.ts';
import type { GatewaySettings } from '../settings.ts';
import { AnswerBuffer } from './answer-buffer.ts';
import type { UpstreamAnswer, UpstreamRequest } from './upstream.ts';

const noBody = Buffer.alloc(0);

/**
 * Asks a provider that lives in this process, under the same clocks and bounds as one behind the network.
 * Rejects with a {@link Fault}.
 */
export function sendInProcess(
  answer: InProcessUpstream,
  request: UpstreamRequest,
  settings: GatewaySettings,
  cancellation: Cancellation,
): Promise<UpstreamAnswer> {
  return new Promise((resolve, reject) => {
    const controller = new AbortController();
    const body = new AnswerBuffer({
      timeouts: settings.timeouts,
      maxAnswerBytes: settings.maxAnswerBytes,
      cancellation,
      stop: (reason) => {
        controller.abort();
        reject(reason);
      },
    });
    const run = async () => {
      const { path, body: bytes } = request;
      const response = await answer({ path, body: bytes ?? noBody, signal: controller.signal });
      resolve({ status: response.status, headers: response.headers, body });
      for await (const chunk of response.body) {
        if (controller.signal.aborted) return;
        body.push(chunk);
      }
      body.end();
    };
    run().catch((cause: unknown) =>
      body.fail(new Fault('upstream_unreachable', 'The provider broke off the connection.', { cause })),
    );
  });
}
