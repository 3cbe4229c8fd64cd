import type { JsonValue } from '../../canonical/json.ts';
import { redactSecrets } from '../../platform/redact-secrets.ts';
import { withoutCredential } from '../../platform/without-credential.ts';

/** Enough to know what is meant, and where in the documentation to look. */
const MOST_CHARACTERS = 500;
const MOST_LOOKED_AT = 20_000;

/**
 * What a provider said of a failure, in its own words and without credentials: the message in its JSON, or the text
 * of a page that is none. Null when it said nothing.
 * @param credential what was sent
 */
export function providerMessage(body: string, credential: string | null): string | null {
  // Hidden before anything is cut short: a part of a credential would not be found any more.
  const whole = withoutCredential(body, credential);
  const said = messageIn(whole, credential) ?? '';
  const shown = redactSecrets(withoutCredential(said, credential)).replace(/\s+/g, ' ').trim();
  if (shown === '') return null;
  return shown.length > MOST_CHARACTERS ? `${shown.slice(0, MOST_CHARACTERS - 1)}…` : shown;
}

function messageIn(body: string, credential: string | null): string | undefined {
  try {
    return textIn(JSON.parse(body) as JsonValue);
  } catch {
    const plain = withoutCredential(withoutEscapes(body), credential);
    return withoutTags(plain.slice(0, MOST_LOOKED_AT));
  }
}

/** Vendors wrap it in `error`, some in a list; servers made with FastAPI call it `detail`. */
function textIn(value: JsonValue | undefined): string | undefined {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return textIn(value[0]);
  if (value === null || typeof value !== 'object') return undefined;
  return (
    textIn(value.message) ?? textIn(value.error) ?? textIn(value.detail) ?? textIn(value.msg) ?? undefined
  );
}

/** JSON that broke off, or that stands in a page, may have a credential written with escapes. */
function withoutEscapes(text: string): string {
  return text
    .replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\\(.)/g, '$1');
}

/** A proxy's page, as its title or its text: what is drawn of it is of no use here. */
function withoutTags(page: string): string {
  const title = /<title[^>]*>([^<]*)/i.exec(page)?.[1];
  return title ?? page.replace(/<(style|script)[\s\S]*?<\/\1>/gi, ' ').replace(/<[^>]*>/g, ' ');
}
