import { Fault } from '../../canonical/fault.ts';
import type { InProcessRequest, InProcessUpstream } from '../../providers/provider.ts';
import type { Exchange } from '../exchange.ts';
import type { GatewaySettings } from '../settings.ts';
import { AnswerBuffer } from './answer-buffer.ts';
import type { UpstreamAnswer, UpstreamRequest } from './upstream.ts';

const noBody = Buffer.alloc(0);

/**
 * Asks a provider that lives in this process, under the same clocks and bounds as one behind the network, and like
 * one it waits for a slow reader. Rejects with a {@link Fault}.
 */
export function sendInProcess(
  provider: Pick<InProcessUpstream, 'answer'> & { read(request: InProcessRequest): unknown },
  request: UpstreamRequest,
  settings: GatewaySettings,
  { cancellation, holding }: Pick<Exchange, 'cancellation' | 'holding'>,
): Promise<UpstreamAnswer> {
  return new Promise((resolve, reject) => {
    const controller = new AbortController();
    const room = new Room();
    const body = new AnswerBuffer({
      timeouts: settings.timeouts,
      maxAnswerBytes: settings.maxAnswerBytes,
      maxWholeAnswerBytes: settings.maxWholeAnswerBytes,
      cancellation,
      holding,
      stop: (reason) => {
        controller.abort();
        room.open();
        reject(reason);
      },
      pause: () => room.close(),
      resume: () => room.open(),
    });
    const run = async () => {
      const plan = await provider.read({ path: request.path, body: request.body ?? noBody });
      const response = await provider.answer(plan, controller.signal);
      resolve({ status: response.status, headers: response.headers, body });
      for await (const chunk of response.body) {
        body.push(chunk);
        if (room.closed) await room.opened();
        if (controller.signal.aborted) return;
      }
      body.end();
    };
    run().catch((cause: unknown) =>
      body.fail(new Fault('upstream_unreachable', 'The provider broke off the connection.', { cause })),
    );
  });
}

/** Whether the reader has room for more. */
class Room {
  closed = false;
  #wake: (() => void) | null = null;

  close(): void {
    this.closed = true;
  }

  open(): void {
    this.closed = false;
    this.#wake?.();
    this.#wake = null;
  }

  opened(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}
