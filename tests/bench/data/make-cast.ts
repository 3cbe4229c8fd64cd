import { randomBytes, randomUUID } from 'node:crypto';
import { asPlatform } from '../../../server/platform/db/prisma.ts';
import { createTenant, type TestTenant } from '../../support/tenant.ts';
import type { Cast } from './make-records.ts';

const TEAMS = 4;
const KEYS = 50;
const MODELS = 10;
const PROVIDERS = ['openai', 'anthropic', 'gemini', 'mistral', 'groq'];

/** A tenant of middling size. */
export async function makeCast(): Promise<{ tenant: TestTenant; cast: Cast }> {
  const tenant = await createTenant('bench');
  const tenantId = tenant.id;
  const teamIds = Array.from({ length: TEAMS }, () => randomUUID());
  const keys = Array.from({ length: KEYS }, (_, index) => ({
    id: randomUUID(),
    teamId: teamIds[index % TEAMS] ?? tenant.teamId,
  }));
  const channels = PROVIDERS.map((provider) => ({ id: randomUUID(), provider }));
  const models = Array.from({ length: MODELS }, (_, index) => `model-${index}`);
  await asPlatform(async (transaction) => {
    await transaction.team.createMany({
      data: teamIds.map((id, index) => ({ id, tenantId, slug: `team-${index}`, name: `Team ${index}` })),
    });
    await transaction.apiKey.createMany({
      data: keys.map(({ id, teamId }, index) => ({
        id,
        tenantId,
        teamId,
        name: `key ${index}`,
        hash: new Uint8Array(randomBytes(32)),
        prefix: `hdl_${index}`,
      })),
    });
    await transaction.channel.createMany({
      data: channels.map(({ id, provider }) => ({ id, tenantId, name: provider, provider })),
    });
    await transaction.channelModel.createMany({
      data: channels.flatMap(({ id }) =>
        models.map((name) => ({ channelId: id, tenantId, name, upstreamName: name })),
      ),
    });
  });
  return { tenant, cast: { tenantId, keys, models, channels } };
}
