import { randomUUIDv7 } from 'node:crypto';
import { openCredential } from '../../platform/crypto/credential.ts';
import { SealError } from '../../platform/crypto/seal.ts';
import type { Transaction } from '../../platform/db/prisma.ts';
import { type ChannelRow, toModelRows, withModels } from '../channels/channel.ts';
import { replaceModels } from '../channels/replace-models.ts';
import { storeCredential } from '../channels/store-credential.ts';
import type { Change } from './apply-tenant.ts';
import type { ConfiguredChannel } from './configuration-file.ts';

/** Makes the channel of this name, or changes what differs. Null when nothing does. */
export async function applyChannel(
  transaction: Transaction,
  tenantId: string,
  configured: ConfiguredChannel,
): Promise<Change | null> {
  const { name, provider, baseUrl = null, apiKey = null, models, priority, weight, enabled } = configured;
  const fields = { provider, baseUrl, priority, weight, enabled };
  const wanted = toModelRows(tenantId, models);
  const existing = await transaction.channel.findUnique({
    where: { tenantId_name: { tenantId, name } },
    include: withModels,
  });
  if (existing && isSame(existing, fields, apiKey, wanted)) return null;
  const keepsCredential = existing && apiKey === readCredential(existing);
  const id = existing?.id ?? randomUUIDv7();
  const stored = keepsCredential ? {} : storeCredential(apiKey, { tenantId, channelId: id });
  const data = { ...fields, ...stored };
  if (existing) await transaction.channel.update({ where: { id }, data });
  else await transaction.channel.create({ data: { id, tenantId, name, ...data } });
  await replaceModels(transaction, id, wanted);
  return {
    operation: existing ? 'channels.update' : 'channels.create',
    targetId: id,
    name,
    details: { ...fields, models },
  };
}

function isSame(
  existing: ChannelRow,
  fields: Pick<ChannelRow, 'provider' | 'baseUrl' | 'priority' | 'weight' | 'enabled'>,
  apiKey: string | null,
  wanted: readonly { name: string; upstreamName: string }[],
): boolean {
  const upstreamNames = new Map(existing.models.map((model) => [model.name, model.upstreamName]));
  return (
    existing.provider === fields.provider &&
    existing.baseUrl === fields.baseUrl &&
    existing.priority === fields.priority &&
    existing.weight === fields.weight &&
    existing.enabled === fields.enabled &&
    readCredential(existing) === apiKey &&
    upstreamNames.size === wanted.length &&
    wanted.every((model) => upstreamNames.get(model.name) === model.upstreamName)
  );
}

/** The credential a channel has; undefined for one that no key opens any more, which therefore is to be replaced. */
function readCredential({
  id,
  tenantId,
  credential,
  credentialKeyId,
}: ChannelRow): string | null | undefined {
  if (credential === null || credentialKeyId === null) return null;
  try {
    return openCredential(credential, credentialKeyId, { tenantId, channelId: id });
  } catch (error) {
    if (error instanceof SealError) return undefined;
    throw error;
  }
}
