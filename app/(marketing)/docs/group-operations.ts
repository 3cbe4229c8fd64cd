import type { ReferenceGroup } from '@/components/docs/reference-section';
import type { openApiDocument } from '@/server/transports/rest/openapi';

/** As much of an operation of the OpenAPI document as the page shows. */
interface Described {
  operationId: string;
  summary: string;
  tags: readonly string[];
}

function isDescribed(value: unknown): value is Described {
  return typeof value === 'object' && value !== null && 'operationId' in value && 'tags' in value;
}

/** The operations of the document by noun, in the document's order. */
export function groupOperations({ paths, servers }: ReturnType<typeof openApiDocument>): ReferenceGroup[] {
  const groups = new Map<string, ReferenceGroup['operations'][number][]>();
  const base = servers[0]?.url ?? '';
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      if (!isDescribed(operation)) continue;
      const { operationId: id, summary, tags } = operation;
      const noun = tags[0] ?? '';
      groups.set(noun, [
        ...(groups.get(noun) ?? []),
        { id, method: method.toUpperCase(), path: `${base}${path}`, summary },
      ]);
    }
  }
  return [...groups].map(([noun, operations]) => ({ noun, operations }));
}
