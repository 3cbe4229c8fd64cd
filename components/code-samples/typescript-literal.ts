import type { Json } from './chat-completion.ts';

function quote(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

function property(key: string): string {
  // Written as a plain key it would be the object's prototype.
  if (key === '__proto__') return "['__proto__']";
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : quote(key);
}

/** A JSON value as a TypeScript expression. Lines after the first are indented by `indent`. */
export function typescriptLiteral(value: Json, indent = ''): string {
  if (typeof value === 'string') return quote(value);
  if (typeof value !== 'object' || value === null) return String(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    return `[\n${value.map((item) => `${inner}${typescriptLiteral(item, inner)},`).join('\n')}\n${indent}]`;
  }
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  if (indent !== '' && entries.every(([, item]) => typeof item !== 'object' || item === null)) {
    return `{ ${entries.map(([key, item]) => `${property(key)}: ${typescriptLiteral(item)}`).join(', ')} }`;
  }
  return `{\n${entries.map(([key, item]) => `${inner}${property(key)}: ${typescriptLiteral(item, inner)},`).join('\n')}\n${indent}}`;
}
