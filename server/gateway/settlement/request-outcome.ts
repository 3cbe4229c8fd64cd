import type { DialectName } from '../../canonical/dialect-name.ts';
import type { Fault } from '../../canonical/fault.ts';
import type { RelayReading } from '../../dialects/dialect.ts';
import type { Provider } from '../../providers/provider.ts';
import type { GatewayKey, ServingChannel, TenantConfiguration } from '../../store/configuration.ts';
import type { Attempt, RequestEnding, Reservation } from '../../store/ledger.ts';
import type { CountText } from './count-text-tokens.ts';

/** All the gateway knows of an authenticated request once it is over, however it ended. */
export interface RequestOutcome {
  /** UUIDv7. */
  requestId: string;
  /** When the request came; also decides which time window of a price holds. */
  receivedAt: Date;
  key: GatewayKey;
  /** Null when the tenant could not be read; then there are no price overrides. */
  tenant: TenantConfiguration | null;
  dialect: DialectName;
  /** Path template, e.g. `/v1/chat/completions`. */
  endpoint: string;
  /** Null when the body could not be read that far. */
  envelope: { model: string; stream: boolean; endUser?: string } | null;
  attempts: Attempt[];
  /** The channel that answered, or was at work when the client left; null when none was. */
  served: (ServingChannel & { provider: Provider }) | null;
  /** What came of the answer, as far as it came; null without a channel that served, and where nothing was to be generated. */
  answer: AnswerReading | null;
  /** Estimates the tokens of the request; called only where the provider did not count them. May reject. */
  countPrompt(): Promise<number>;
  /** Estimates the tokens of a text. May reject. */
  countText: CountText;
  /** What the client was told, or what ended the answer; null on success. */
  fault: Fault | null;
  /** Sent to the client; 499 when it left before any status was sent. */
  httpStatus: number;
  endedBy: RequestEnding;
  /** From the request's coming to the first byte sent to the client; null when there was none. */
  latencyFirstByteMs: number | null;
  latencyMs: number;
  /** Names of what the target format could not express, as `lossNames` bounds them. */
  losses: string[];
  /** The sender's labels. */
  tags: string[];
  /** What was reserved of budgets. */
  reservation: Reservation | null;
}

/** What a relay's tap knows; a translating path fills in the same. */
export type AnswerReading = Pick<
  RelayReading,
  'model' | 'usage' | 'finish' | 'complete' | 'text' | 'textLength'
>;
