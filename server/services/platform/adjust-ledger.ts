import { z } from 'zod';
import { Fault } from '../../canonical/fault.ts';
import { id, line } from '../fields.ts';
import { found } from '../found.ts';
import { defineOperation } from '../operation.ts';
import { chargedBudgets } from '../receipts/compose-receipt.ts';
import { ledgerEntry, readEntries } from '../receipts/read-entries.ts';

/** Of one request, by hand. */
const MOST_ADJUSTMENTS = 50;

/** What is added to what the request cost; less than nothing is given back. */
const change = z.codec(
  z
    .string()
    .max(19)
    .regex(/^-?[1-9]\d{0,17}$/, 'Expected nano-dollars: up to 18 digits, and not 0'),
  z.bigint(),
  { decode: (digits) => BigInt(digits), encode: (amount) => amount.toString() },
);

export const adjustLedger = defineOperation({
  name: 'platform.adjustLedger',
  kind: 'mutation',
  scope: 'platform',
  permission: 'platform:operate',
  summary:
    'Charges more for a request, or gives back some of what it cost, by an entry of its own in the ledger; the budgets it was charged to are corrected with it. What was entered before stays as it is.',
  rest: { method: 'POST', path: '/platform/requests/{requestId}/adjustments', status: 201 },
  input: z.object({
    requestId: id,
    nanoUsd: change,
    cause: z.enum(['correction', 'provider-bill', 'goodwill']),
    reason: line(500),
  }),
  output: z.object({ entry: ledgerEntry, spentNanoUsd: z.string() }),
  run: async ({ transaction, actor, attributeAudit, nameTarget }, { requestId, nanoUsd, cause, reason }) => {
    const record = found(
      await transaction.usageRecord.findFirst({
        where: { id: requestId },
        select: { id: true, createdAt: true, tenantId: true, teamId: true, chargedBudgets: true },
      }),
      'request',
    );
    nameTarget(requestId);
    // Its tenant reads of it where it reads of everything else.
    attributeAudit([record.tenantId], actor);
    // Two at a time would both see the same sum.
    await transaction.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('heddle ledger'), hashtext(${requestId}))::text`;
    const before = await readEntries(transaction, record);
    const spent = before.reduce((sum, entry) => sum + BigInt(entry.spentNanoUsd), nanoUsd);
    if (spent < 0n) throw new Fault('invalid_request', 'More than the request cost cannot be given back.');
    if (nanoUsd > 0n && cause === 'goodwill') {
      throw new Fault('invalid_request', 'Goodwill gives back; it does not charge.');
    }
    const sequence = Number(before.at(-1)?.id.split('/')[1] ?? 1) + 1;
    if (sequence > MOST_ADJUSTMENTS) {
      throw new Fault('conflict', `A request takes ${MOST_ADJUSTMENTS - 1} adjustments at most.`);
    }
    const kind = nanoUsd > 0n ? 'adjustment' : 'refund';
    await transaction.$executeRaw`
      INSERT INTO ledger_entries
        (created_at, request_id, sequence, tenant_id, team_id, kind, available, reserved, spent, cause, reason)
      VALUES (${record.createdAt}, ${requestId}::uuid, ${sequence}::smallint, ${record.tenantId}::uuid,
        ${record.teamId}::uuid, ${kind}, ${-nanoUsd}, 0, ${nanoUsd}, ${cause}, ${reason})`;
    for (const budget of record.chargedBudgets === null ? [] : chargedBudgets.parse(record.chargedBudgets)) {
      await transaction.$executeRaw`
        INSERT INTO budget_increments (tenant_id, budget_id, period_start, end_user, nano_usd)
        VALUES (${record.tenantId}::uuid, ${budget.budgetId}::uuid, ${new Date(budget.periodStartMs)},
          ${budget.endUser ?? ''}, ${nanoUsd})`;
    }
    const entry = found((await readEntries(transaction, record)).at(-1), 'entry');
    return { entry, spentNanoUsd: spent.toString() };
  },
});
