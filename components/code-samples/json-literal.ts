import type { Json } from './chat-completion.ts';

/** A value as JSON that reads well: objects of plain values stand on one line. Lines after the first are indented by `indent`. */
export function jsonLiteral(value: Json, indent = ''): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    return `[\n${value.map((item) => inner + jsonLiteral(item, inner)).join(',\n')}\n${indent}]`;
  }
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  if (indent !== '' && entries.every(([, item]) => typeof item !== 'object' || item === null)) {
    return `{ ${entries.map(([key, item]) => `${JSON.stringify(key)}: ${jsonLiteral(item)}`).join(', ')} }`;
  }
  const lines = entries.map(([key, item]) => `${inner}${JSON.stringify(key)}: ${jsonLiteral(item, inner)}`);
  return `{\n${lines.join(',\n')}\n${indent}}`;
}
