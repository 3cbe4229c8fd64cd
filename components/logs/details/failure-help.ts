import type { ErrorCode } from '@/server/canonical/error-table';

/** Pages where something can be done about a failure. */
type HelpfulPage = 'channels' | 'keys' | 'models';

/** Failures that a page of Heddle helps with; what to do is in the messages, by the same codes. */
const pages: Partial<Record<ErrorCode, HelpfulPage>> = {
  model_not_allowed: 'keys',
  model_not_found: 'models',
  no_channel_available: 'channels',
  upstream_authentication: 'channels',
  upstream_model_not_found: 'channels',
  upstream_address_refused: 'channels',
  upstream_unreachable: 'channels',
  upstream_rate_limited: 'channels',
};

/** The page that helps with a failure; undefined where none does. */
export function helpfulPage(code: string): HelpfulPage | undefined {
  return Object.hasOwn(pages, code) ? pages[code as ErrorCode] : undefined;
}
