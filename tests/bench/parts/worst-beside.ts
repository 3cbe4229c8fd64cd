import { createBenchTenant } from '../bench-tenant.ts';
import { measureBeside } from '../beside.ts';
import { besideTable } from '../beside-table.ts';
import type { Part } from '../part.ts';
import { longStream } from '../scenarios.ts';
import { worstRequests } from '../worst-requests.ts';

/** What another tenant's worst requests do. */
export const worstBeside: Part = {
  name: 'beside',
  title: 'streams of 100 KB beside the worst requests of another tenant',
  onDemand: false,
  async run(stage, plan) {
    const otherLoad = stage.startLoad('hostile load generator');
    const hostileKey = await createBenchTenant('hostile', stage.upstreamOrigin);
    const streams = stage.heddle(longStream);
    const rows = [];
    for (const worst of worstRequests) {
      rows.push(
        await measureBeside({
          name: worst.name,
          load: stage.load,
          streams,
          otherLoad,
          others: {
            origin: streams.order.origin,
            path: streams.order.path,
            headers: { ...streams.order.headers, authorization: `Bearer ${hostileKey}`, ...worst.headers },
            body: worst.body(),
            bodyEncoding: worst.headers?.['content-encoding'] === undefined ? 'utf8' : 'base64',
          },
          milliseconds: plan.seconds * 1000,
          rounds: 1,
        }),
      );
    }
    return besideTable(
      rows,
      'Eight streams at once, alone and then beside two of the others, which are answered or refused.',
    );
  },
};
