import type { Part } from '../../canonical/part.ts';
import type { CanonicalResponse } from '../../canonical/response.ts';
import type { RelayReading } from '../../dialects/dialect.ts';

/** What the ledger needs from a translated answer. */
export function readingOfResponse(response: CanonicalResponse): RelayReading {
  return {
    model: response.model === '' ? null : response.model,
    usage: response.usage,
    finish: response.choices[0]?.finish ?? null,
    complete: true,
    fault: null,
    text: () => response.choices.map((choice) => choice.parts.map(textOf).join('')).join(''),
  };
}

function textOf(part: Part): string {
  switch (part.type) {
    case 'text':
    case 'reasoning':
    case 'refusal':
      return part.text;
    case 'tool-call':
      return part.name + part.arguments;
    default:
      return '';
  }
}
