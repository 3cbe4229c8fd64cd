import type { GatewayState } from '../../server/gateway/state.ts';

const noLag = { meanLagMs: 0, p99LagMs: 0, worstLagMs: 0, worstTurn: null };

/** A gateway's state as it might be; each figure another. */
export const sampleState: GatewayState = {
  eventLoop: {
    ...noLag,
    windowSeconds: 10,
    shedding: 'nobody',
    lastMinute: { ...noLag, windowSeconds: 60 },
  },
  memory: { rssBytes: 1, heapUsedBytes: 2, heldBytes: 3, heldBytesLimit: 4 },
  requests: { inFlight: 5 },
  worker: { running: false, queued: 6, restarts: 7 },
};
