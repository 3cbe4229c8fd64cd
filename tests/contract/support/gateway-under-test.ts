import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGateway, type Gateway } from '../../../server/gateway/serve.ts';
import { defaultRetryPolicy, type GatewaySettings } from '../../../server/gateway/settings.ts';
import { codecThreadUrl } from '../../../server/gateway/worker/codec-thread-url.ts';
import { hashSecret } from '../../../server/platform/crypto/hash-secret.ts';
import { makeLogger } from '../../../server/platform/logger.ts';
import { MemoryAdmission } from '../../../server/store/admission/memory/memory-admission.ts';
import type { Admission } from '../../../server/store/admission.ts';
import { MemoryBudgetSpending } from '../../../server/store/budgets/memory-budget-spending.ts';
import type {
  ConfigurationStore,
  GatewayChannel,
  GatewayKey,
  ServingChannel,
  TenantConfiguration,
} from '../../../server/store/configuration.ts';
import type { Ledger, RequestContent, UsageRecord } from '../../../server/store/ledger.ts';
import { gatewayListener } from '../../../server/transports/node/gateway-listener.ts';

export const apiKey = 'hdl_contract-test-key-000000000000';

/** The key of another tenant with the same channels, by its number from 1 to 9. */
export const apiKeyOf = (tenant: number) => `hdl_contract-test-key-of-tenant-00${tenant}`;

/** A channel as a test writes it: what is left out is of no importance. */
export interface ChannelSketch extends Partial<GatewayChannel> {
  provider: string;
  /** Public name → the provider's. */
  models: Record<string, string>;
}

export interface GatewayUnderTest {
  gateway: Gateway;
  /** What was recorded, in order. */
  records: UsageRecord[];
  contents: RequestContent[];
  logLines: string[];
  admission: Admission;
  budgets: MemoryBudgetSpending;
}

export interface TestOptions {
  channels: ChannelSketch[];
  key?: Partial<GatewayKey>;
  tenant?: Partial<TenantConfiguration>;
  admission?: Admission;
  storeContent?: boolean;
  settings?: Partial<GatewaySettings>;
  ledger?: Ledger;
  /** How many there are beside the one that `apiKey` belongs to. */
  otherTenants?: number;
  /** Long requests are read in this thread too: for many gateways at once. */
  inOneThread?: boolean;
}

/** A gateway whose configuration is what the test says and whose ledger is a list. */
export function gatewayUnderTest(options: TestOptions): GatewayUnderTest {
  const records: UsageRecord[] = [];
  const contents: RequestContent[] = [];
  const logLines: string[] = [];
  const admission = options.admission ?? new MemoryAdmission();
  const budgets = new MemoryBudgetSpending();
  const ledger: Ledger = options.ledger ?? {
    async begin() {},
    async record(record, content) {
      records.push(record);
      if (content) contents.push(content);
    },
    async close() {},
  };
  const gateway = createGateway({
    configuration: configurationOf(options),
    ledger,
    admission,
    budgets,
    settings: { ...testSettings, ...options.settings },
    logger: makeLogger('info', { write: (line) => void logLines.push(line) }),
    ...(!options.inOneThread && { codecThread: codecThreadUrl }),
  });
  return { gateway, records, contents, logLines, admission, budgets };
}

export const testSettings: GatewaySettings = {
  maxBodyBytes: 1024 * 1024,
  maxAnswerBytes: 4 * 1024 * 1024,
  maxWholeAnswerBytes: 4 * 1024 * 1024,
  allowPrivateUpstreams: true,
  privateUpstreams: [],
  trustProxy: false,
  timeouts: { connectMs: 2_000, firstByteMs: 5_000, idleMs: 5_000, totalMs: 20_000 },
  retry: { ...defaultRetryPolicy, baseDelayMs: 5, maxDelayMs: 20, maxRetryAfterMs: 200 },
  maxConnectionsPerOrigin: 64,
  maxHeldBytes: 64 * 1024 * 1024,
  maxRequestsInFlight: 1024,
};

export function configurationOf({
  channels,
  key,
  storeContent = false,
  otherTenants = 0,
  tenant: ofTenant,
}: TestOptions): ConfigurationStore {
  const tenant: TenantConfiguration = {
    id: '01900000-0000-7000-8000-000000000001',
    slug: 'acme',
    storeContent,
    channelsByModel: channelsByModel(channels),
    priceOverrides: [],
    limits: [],
    budgets: [],
    whenCountersAway: 'refuse',
    ...ofTenant,
  };
  const knownKey: GatewayKey = {
    id: '01900000-0000-7000-8000-000000000002',
    tenantId: tenant.id,
    teamId: '01900000-0000-7000-8000-000000000003',
    name: 'test',
    models: null,
    expiresAtMs: null,
    revokedAtMs: null,
    limits: [],
    budgets: [],
    ...key,
  };
  const keys = new Map([[hashSecret(apiKey).toString('hex'), knownKey]]);
  for (let other = 1; other <= otherTenants; other++) {
    const [id, tenantId] = [`${knownKey.id}-${other}`, `${tenant.id}-${other}`];
    keys.set(hashSecret(apiKeyOf(other)).toString('hex'), { ...knownKey, id, tenantId });
  }
  return {
    findKey: (wanted) => keys.get(wanted.toString('hex')) ?? null,
    findTenant: (id) => (id === tenant.id ? tenant : { ...tenant, id }),
    async close() {},
  };
}

function channelsByModel(sketches: ChannelSketch[]): Map<string, ServingChannel[]> {
  const byModel = new Map<string, ServingChannel[]>();
  for (const [index, { models, ...sketch }] of sketches.entries()) {
    const channel: GatewayChannel = {
      id: `01900000-0000-7000-8000-0000000001${String(index).padStart(2, '0')}`,
      name: `channel ${index}`,
      baseUrl: null,
      credential: null,
      mayUseThisMachine: false,
      privateNetworks: [],
      priority: 0,
      weight: 1,
      ...sketch,
    };
    for (const [name, upstreamModel] of Object.entries(models)) {
      byModel.set(name, [...(byModel.get(name) ?? []), { channel, upstreamModel }]);
    }
  }
  for (const list of byModel.values()) list.sort((a, b) => a.channel.priority - b.channel.priority);
  return byModel;
}

/** The gateway on a port of its own. */
export async function listening(gateway: Gateway): Promise<{ url: string; close(): Promise<void> }> {
  return listeningServer(createServer(gatewayListener(gateway)));
}

export async function listeningServer(server: Server): Promise<{ url: string; close(): Promise<void> }> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
