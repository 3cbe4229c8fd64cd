import { Fault } from '../../canonical/fault.ts';
import type { CanonicalRequest } from '../../canonical/request.ts';
import type { CanonicalResponse } from '../../canonical/response.ts';
import { dialects } from '../../dialects/index.ts';
import { openCredential } from '../../platform/crypto/credential.ts';
import { withoutCredential } from '../../platform/without-credential.ts';
import type { Provider } from '../../providers/provider.ts';
import { DEMO_TENANT } from '../../store/demo-tenant.ts';
import type { ChannelRow } from './channel.ts';
import { sendSmallRequest } from './send-small-request.ts';

/** Enough for a word, also from models that think first and are told not to. */
const MOST_TOKENS = 16;
const MOST_TEXT = 200;

/** What came of one small request over a channel. */
export interface ChannelTrial {
  ok: boolean;
  model: string;
  latencyMs: number;
  status: number | null;
  text: string | null;
  error: { code: string; message: string } | null;
}

/**
 * Asks a channel's provider for one word, the way the gateway would, and says how it went. Never throws for
 * what the provider or the network does. What the provider says is shown without the channel's credential.
 * @param model The provider's name of it
 * @param tenantSlug Whose channel it is
 */
export async function tryChannel(
  provider: Provider,
  channel: ChannelRow,
  model: string,
  tenantSlug: string,
): Promise<ChannelTrial> {
  const startedMs = performance.now();
  let status: number | null = null;
  let credential: string | null = null;
  const hide = (text: string) => withoutCredential(text, credential);
  const outcome = (result: Pick<ChannelTrial, 'ok' | 'text' | 'error'>): ChannelTrial => ({
    ...result,
    model,
    status: provider.inProcess ? null : status,
    latencyMs: Math.round(performance.now() - startedMs),
  });
  try {
    const dialect = dialects[provider.dialect];
    const { body } = dialect.encodeRequest(smallRequest(model), { model, quirks: provider.quirks });
    const path = dialect.upstreamPath({ name: 'generate', model, stream: false });
    if (channel.credential && channel.credentialKeyId) {
      credential = openCredential(channel.credential, channel.credentialKeyId);
    }
    const answer = await sendSmallRequest(provider, {
      baseUrl: channel.baseUrl,
      credential,
      mayUseThisMachine: tenantSlug === DEMO_TENANT,
      path,
      body: JSON.stringify(body),
    });
    status = answer.status;
    // Hidden before anything is cut short, and again where JSON had it written with escapes.
    const said = hide(answer.body);
    if (status < 200 || status > 299) throw dialect.decodeFault(status, said, answer.headers);
    const text = hide(textOf(dialect.decodeResponse(parse(said))));
    return outcome({ ok: true, text: text.slice(0, MOST_TEXT), error: null });
  } catch (error) {
    const fault =
      error instanceof Fault ? error : new Fault('upstream_unreachable', undefined, { cause: error });
    return outcome({ ok: false, text: null, error: { code: fault.code, message: hide(fault.message) } });
  }
}

function smallRequest(model: string): CanonicalRequest {
  return {
    model,
    messages: [{ role: 'user', parts: [{ type: 'text', text: 'Answer with the word OK.' }] }],
    sampling: { maxTokens: MOST_TOKENS },
    stream: false,
  };
}

function parse(body: string) {
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw new Fault('upstream_malformed', undefined, { cause });
  }
}

function textOf(response: CanonicalResponse): string {
  const parts = response.choices[0]?.parts ?? [];
  return parts.flatMap((part) => (part.type === 'text' ? part.text : [])).join('');
}
