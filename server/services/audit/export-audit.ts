import { z } from 'zod';
import type { Transaction } from '../../platform/db/prisma.ts';
import type { Position } from '../cursor.ts';
import { count } from '../fields.ts';
import { writeCsv } from '../logs/write-csv.ts';
import { defineOperation } from '../operation.ts';
import { auditEventOutput, presentAudit } from './audit-event.ts';
import { type AuditFilter, auditFilter } from './audit-filter.ts';
import { readAudit } from './read-audit.ts';

const MOST_ROWS = 10_000;
/** Walks of one export: a search in ten million events ends before the statement's time does. */
const MOST_WALKS = 25;

export const exportAudit = defineOperation({
  name: 'audit.export',
  kind: 'query',
  scope: 'tenant',
  permission: 'audit:read',
  summary: 'The newest 10 000 events that match, as CSV (RFC 4180) or as a JSON list.',
  rest: { method: 'GET', path: '/audit/export' },
  rateLimit: { per: 'person', limit: 30, windowMs: 600_000 },
  input: z.object({ ...auditFilter, format: z.enum(['csv', 'json']).default('csv') }),
  output: z.object({
    /** The file. */
    text: z.string(),
    rows: count,
    /** More events match, or may match further back, than are in the file. */
    truncated: z.boolean(),
  }),
  run: async ({ transaction, tenant }, { format, ...filter }) => {
    const { events, truncated } = await readAll(transaction, tenant.id, filter);
    const text = format === 'json' ? writeJson(events) : writeCsv(events.map(toCells));
    return { text, rows: events.length, truncated };
  },
});

type Event = Awaited<ReturnType<typeof presentAudit>>[number];

async function readAll(transaction: Transaction, tenantId: string, filter: AuditFilter) {
  const events: Event[] = [];
  let position: Position | null = null;
  for (let walks = 0; walks < MOST_WALKS; walks++) {
    const wanted = MOST_ROWS + 1 - events.length;
    const { rows, stoppedAt }: Awaited<ReturnType<typeof readAudit>> = await readAudit(
      transaction,
      tenantId,
      filter,
      position,
      wanted,
    );
    events.push(...(await presentAudit(transaction, rows)));
    if (events.length > MOST_ROWS) return { events: events.slice(0, MOST_ROWS), truncated: true };
    if (stoppedAt === null) return { events, truncated: false };
    position = stoppedAt;
  }
  return { events, truncated: true };
}

function writeJson(events: readonly Event[]): string {
  return `${JSON.stringify(z.encode(z.array(auditEventOutput), [...events]), null, 2)}\n`;
}

function toCells(event: Event) {
  return {
    id: event.id,
    time: event.createdAt.toISOString(),
    actor: event.actorName,
    actor_name: event.actorLabel,
    operation: event.operation,
    target_id: event.targetId,
    target_name: event.targetName,
    address: event.address,
    details: JSON.stringify(event.details),
  };
}
