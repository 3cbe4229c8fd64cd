import { Fault } from '../../canonical/fault.ts';
import type { ListedModel } from '../../canonical/listed-model.ts';
import { dialects } from '../../dialects/index.ts';
import { withoutCredential } from '../../platform/without-credential.ts';
import type { ChannelOutcome } from '../../store/channel-results/outcome.ts';
import type { ChannelAccess } from './channel-access.ts';
import { outcomeOfFault } from './outcome-of-fault.ts';
import { providerMessage } from './provider-message.ts';
import { sendSmallRequest } from './send-small-request.ts';

export const MOST_LISTED = 5_000;
const MOST_PAGES = 20;
/** Over all pages. The longest list known, OpenRouter's, has less than one mebibyte. */
const MOST_BYTES = 2 * 1024 * 1024;
const TIMEOUT_MS = 15_000;

/** What came of asking a provider for its models. */
export interface ModelListing {
  outcome: ChannelOutcome;
  models: ListedModel[];
  /** There were more than can be shown. */
  truncated: boolean;
  status: number | null;
  durationMs: number;
  error: { code: string; message: string; said: string | null } | null;
}

/**
 * Asks a provider which models it has, page by page: 15 seconds, 2 MiB and 5,000 models at most. Never throws for what
 * the provider or the network does. One inside of this process says so without being asked.
 */
export async function fetchModelList(access: ChannelAccess): Promise<ModelListing> {
  const startedMs = performance.now();
  const listing = (result: Omit<ModelListing, 'durationMs'>): ModelListing => ({
    ...result,
    durationMs: Math.round(performance.now() - startedMs),
  });
  if (access.provider.inProcess) return listing(builtInModels(access));
  let status: number | null = null;
  let body = '';
  let credential: string | null = null;
  try {
    credential = access.openCredential();
    const dialect = dialects[access.provider.dialect];
    const found = new Map<string, ListedModel>();
    let bytesLeft = MOST_BYTES;
    let after: string | undefined;
    for (let page = 1; ; page++) {
      const answer = await sendSmallRequest(access, {
        credential,
        path: dialect.upstreamPath({ name: 'list-models', after }),
        body: null,
        timeoutMs: Math.max(1, TIMEOUT_MS - Math.round(performance.now() - startedMs)),
        mostBytes: bytesLeft,
      });
      status = answer.status;
      body = withoutCredential(answer.body, credential);
      if (status < 200 || status > 299) throw dialect.decodeFault(status, body, answer.headers);
      if (answer.cut) throw new ListTooLong();
      bytesLeft -= Buffer.byteLength(answer.body);
      const { models, next } = dialect.decodeModelList(parse(body));
      for (const model of models) found.set(model.name, model);
      const isLast = next === null || next === after;
      if (!isLast && page < MOST_PAGES && found.size < MOST_LISTED) {
        after = next;
        continue;
      }
      const truncated = !isLast || found.size > MOST_LISTED;
      const all = [...found.values()].slice(0, MOST_LISTED);
      return listing({ outcome: 'answered', models: all, truncated, status, error: null });
    }
  } catch (error) {
    return listing(failed(error, { status, body, credential }));
  }
}

class ListTooLong extends Fault {
  constructor() {
    super('upstream_malformed', `The list is longer than ${MOST_BYTES / 1024 / 1024} MiB.`);
  }
}

function failed(
  error: unknown,
  { status, body, credential }: { status: number | null; body: string; credential: string | null },
): Omit<ModelListing, 'durationMs'> {
  const fault =
    error instanceof Fault ? error : new Fault('upstream_unreachable', undefined, { cause: error });
  const answered = status !== null && (status < 200 || status > 299);
  const outcome =
    fault instanceof ListTooLong
      ? 'too_long'
      : outcomeOfFault({ error: fault, status, body, withCredential: credential !== null });
  return {
    // There is no model to be unknown: it is the list that is not there.
    outcome: outcome === 'model_unknown' ? 'wrong_path' : outcome,
    models: [],
    truncated: false,
    status,
    error: {
      code: fault.code,
      message: withoutCredential(fault.message, credential),
      said: answered ? providerMessage(body, credential) : null,
    },
  };
}

function builtInModels({ provider }: ChannelAccess): Omit<ModelListing, 'durationMs'> {
  const models = provider.suggestedModels.map(
    (name): ListedModel => ({
      name,
      chat: true,
      contextTokens: null,
      outputTokens: null,
      capabilities: provider.capabilities ?? null,
    }),
  );
  return { outcome: 'answered', models, truncated: false, status: null, error: null };
}

function parse(body: string) {
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw new Fault('upstream_malformed', "The provider's answer is not JSON.", { cause });
  }
}
