import { Fault } from '../../canonical/fault.ts';
import type { InProcessUpstream } from '../../providers/provider.ts';
import type { Exchange } from '../exchange.ts';
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
  { cancellation, holding }: Pick<Exchange, 'cancellation' | 'holding'>,
): Promise<UpstreamAnswer> {
  return new Promise((resolve, reject) => {
    const controller = new AbortController();
    /** Set while the reader is slow. */
    let pause: PromiseWithResolvers<void> | null = null;
    const resume = () => {
      pause?.resolve();
      pause = null;
    };
    const body = new AnswerBuffer({
      timeouts: settings.timeouts,
      maxAnswerBytes: settings.maxAnswerBytes,
      cancellation,
      holding,
      stop: (reason) => {
        controller.abort();
        resume();
        reject(reason);
      },
      pause: () => {
        pause = Promise.withResolvers();
      },
      resume,
    });
    const run = async () => {
      const { path, body: bytes } = request;
      const response = await answer({ path, body: bytes ?? noBody, signal: controller.signal });
      resolve({ status: response.status, headers: response.headers, body });
      for await (const chunk of response.body) {
        if (controller.signal.aborted) return;
        body.push(chunk);
        if (pause) await pause.promise;
      }
      body.end();
    };
    run().catch((cause: unknown) =>
      body.fail(new Fault('upstream_unreachable', 'The provider broke off the connection.', { cause })),
    );
  });
}
