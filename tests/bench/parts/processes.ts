import { freePort } from '../../../server/platform/db/embedded-postgres/free-port.ts';
import { childEnvironment } from '../../../server/platform/env.ts';
import { socketArguments, WITHOUT_JOBS } from '../../../server/supervisor/child-arguments.ts';
import { PublicPort } from '../../../server/supervisor/public-port.ts';
import { findRedis } from '../../support/redis.ts';
import { ask, perSecond, type Target } from '../measure.ts';
import type { Part } from '../part.ts';
import { relayedWhole } from '../scenarios.ts';
import { formatSpread, spreadOf } from '../spread.ts';
import { originOf, type Stage } from '../stage.ts';

/** How much more two processes do than one, limits and budgets counted in a Redis of both. */
export const processes: Part = {
  name: 'processes',
  title: 'two gateway processes with Redis beside one (needs redis-server)',
  onDemand: false,
  async run(stage, plan) {
    const finder = findRedis();
    if (!finder.available) return 'there is no redis-server on this machine';
    const redis = await finder.start();
    stage.keep({ stop: redis.close });
    const one = await startSeveral(stage, 1, redis.url);
    const two = await startSeveral(stage, 2, redis.url);
    const how = { concurrency: plan.concurrency, durationMs: plan.seconds * 1000 };
    for (const target of [one, two]) await ask(stage.load, target, how);
    const ratios: number[] = [];
    for (let round = 0; round < plan.rounds; round += 1) {
      const alone = perSecond(await ask(stage.load, one, how));
      ratios.push(perSecond(await ask(stage.load, two, how)) / alone);
    }
    const ratio = spreadOf(ratios);
    return {
      columns: ['gateway processes', 'ratio requests/s'],
      rows: [['two, to one', formatSpread(ratio)]],
      note: `The servers may use every processor here, and share them with load and upstream: two can only do more than one where there is a processor left. ${stage.processors} processors.`,
      figures: { ratio, processors: stage.processors },
    };
  },
};

/** As the supervisor starts them: on one port that is held for all. */
async function startSeveral(stage: Stage, count: number, redisUrl: string): Promise<Target> {
  const number = await freePort();
  const port = await PublicPort.of(number, ['127.0.0.1']);
  port.hold();
  stage.keep({ stop: async () => port.release() });
  const environment = childEnvironment({
    PORT: String(number),
    REDIS_URL: redisUrl,
    HEDDLE_GATEWAY_PROCESSES: String(count),
  });
  const started = [];
  for (let index = 0; index < count; index += 1) {
    started.push(
      await stage.startGateway({
        environment,
        sockets: port.descriptors,
        arguments: [...socketArguments(1), ...(index === 0 ? [] : [WITHOUT_JOBS])],
        anywhere: true,
      }),
    );
  }
  const [first] = started;
  if (!first) throw new Error('No gateway was started.');
  return stage.target(
    `${count} gateway processes`,
    { process: first.process, origin: originOf(number) },
    relayedWhole,
  );
}
