import { z } from 'zod';
import { Fault } from '../../canonical/fault.ts';
import type { CanonicalRequest } from '../../canonical/request.ts';
import type { CanonicalResponse } from '../../canonical/response.ts';
import { dialects } from '../../dialects/index.ts';
import { withoutCredential } from '../../platform/without-credential.ts';
import { type ChannelOutcome, channelOutcomes } from '../../store/channel-results/outcome.ts';
import { count, modelName } from '../fields.ts';
import type { ChannelAccess } from './channel-access.ts';
import { outcomeOfFault } from './outcome-of-fault.ts';
import { providerMessage } from './provider-message.ts';
import { sendSmallRequest } from './send-small-request.ts';

/** Enough for a word, also from models that think first and are told not to. */
const MOST_TOKENS = 16;
const MOST_TEXT = 200;
const MOST_BYTES = 1024 * 1024;
const TIMEOUT_MS = 30_000;

/** What came of one small request over a channel. */
export const channelTrialOutput = z.object({
  ok: z.boolean(),
  outcome: z.enum(channelOutcomes),
  /** The provider’s name of the model that was asked. */
  model: modelName,
  latencyMs: count,
  /** HTTP status of the provider; null when it did not answer, or answers inside Heddle. */
  status: z.int().nullable(),
  /** How the answer begins. */
  text: z.string().nullable(),
  /** The failure in Heddle’s words, and in the provider’s own where it said anything. */
  error: z.object({ code: z.string(), message: z.string(), said: z.string().nullable() }).nullable(),
});
export type ChannelTrial = z.output<typeof channelTrialOutput>;

/**
 * Asks a channel's provider for one word, the way the gateway would, and says how it went. Never throws for
 * what the provider or the network does. What the provider says is shown without the channel's credential.
 * @param model The provider's name of it
 */
export async function tryChannel(access: ChannelAccess, model: string): Promise<ChannelTrial> {
  const { provider } = access;
  const startedMs = performance.now();
  let status: number | null = null;
  let body = '';
  let credential: string | null = null;
  const hide = (text: string) => withoutCredential(text, credential);
  const trial = (outcome: ChannelOutcome, result: Pick<ChannelTrial, 'text' | 'error'>): ChannelTrial => ({
    ...result,
    ok: outcome === 'answered',
    outcome,
    model,
    status: provider.inProcess ? null : status,
    latencyMs: Math.round(performance.now() - startedMs),
  });
  try {
    const dialect = dialects[provider.dialect];
    const encoded = dialect.encodeRequest(smallRequest(model), { model, quirks: provider.quirks });
    credential = access.openCredential();
    const answer = await sendSmallRequest(access, {
      credential,
      path: dialect.upstreamPath({ name: 'generate', model, stream: false }),
      body: JSON.stringify(encoded.body),
      timeoutMs: TIMEOUT_MS,
      mostBytes: MOST_BYTES,
    });
    status = answer.status;
    // Hidden before anything is cut short, and again where JSON had it written with escapes.
    body = hide(answer.body);
    if (status < 200 || status > 299) throw dialect.decodeFault(status, body, answer.headers);
    const text = hide(textOf(dialect.decodeResponse(parse(body))));
    return trial('answered', { text: text.slice(0, MOST_TEXT), error: null });
  } catch (error) {
    const fault =
      error instanceof Fault ? error : new Fault('upstream_unreachable', undefined, { cause: error });
    const said = status === null ? null : providerMessage(body, credential);
    return trial(outcomeOfFault({ error: fault, status, body, withCredential: credential !== null }), {
      text: null,
      error: { code: fault.code, message: hide(fault.message), said },
    });
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
