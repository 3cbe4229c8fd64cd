import { Fault } from '../../canonical/fault.ts';
import type { CanonicalRequest } from '../../canonical/request.ts';
import type { CanonicalResponse } from '../../canonical/response.ts';
import { dialects } from '../../dialects/index.ts';
import { openCredential } from '../../platform/crypto/credential.ts';
import type { Provider } from '../../providers/provider.ts';
import type { ChannelRow } from './channel.ts';
import { type SmallAnswer, sendSmallRequest } from './send-small-request.ts';

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
 * what the provider or the network does.
 * @param model The provider's name of it
 */
export async function tryChannel(
  provider: Provider,
  channel: ChannelRow,
  model: string,
): Promise<ChannelTrial> {
  const startedMs = performance.now();
  let status: number | null = null;
  const outcome = (result: Pick<ChannelTrial, 'ok' | 'text' | 'error'>): ChannelTrial => ({
    ...result,
    model,
    status: provider.answer ? null : status,
    latencyMs: Math.round(performance.now() - startedMs),
  });
  try {
    const dialect = dialects[provider.dialect];
    const { body } = dialect.encodeRequest(smallRequest(model), { model, quirks: provider.quirks });
    const path = dialect.upstreamPath({ name: 'generate', model, stream: false });
    const answer = await sendSmallRequest(provider, {
      baseUrl: channel.baseUrl,
      credential:
        channel.credential && channel.credentialKeyId
          ? openCredential(channel.credential, channel.credentialKeyId)
          : null,
      path,
      body: JSON.stringify(body),
    });
    status = answer.status;
    if (status < 200 || status > 299) throw dialect.decodeFault(status, answer.body, answer.headers);
    return outcome({ ok: true, text: textOf(dialect.decodeResponse(parse(answer))), error: null });
  } catch (error) {
    const fault =
      error instanceof Fault ? error : new Fault('upstream_unreachable', undefined, { cause: error });
    return outcome({ ok: false, text: null, error: { code: fault.code, message: fault.message } });
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

function parse({ body }: SmallAnswer) {
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw new Fault('upstream_malformed', undefined, { cause });
  }
}

function textOf(response: CanonicalResponse): string {
  const parts = response.choices[0]?.parts ?? [];
  return parts
    .flatMap((part) => (part.type === 'text' ? part.text : []))
    .join('')
    .slice(0, MOST_TEXT);
}
