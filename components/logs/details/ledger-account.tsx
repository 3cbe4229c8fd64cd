'use client';

import { FileCheck2 } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { formatNanoUsd } from '@/components/format/money';
import { useTenant } from '@/components/shell/session';
import { Button } from '@/components/ui/button';
import type { LogDetail } from './log-detail';

type Ledger = LogDetail['ledger'];

/** Why a request was charged what it was, what was reserved for it, what the ledger entered, and all of it signed. */
export function LedgerAccount({ id, ledger }: { id: string; ledger: Ledger }) {
  const t = useTranslations('logDetails.receipt');
  const tenant = useTenant();
  return (
    <div className="mt-3 flex flex-col gap-3 text-[13px]">
      <p className="text-muted-foreground">{t(`policies.${ledger.policy}`)}</p>
      {ledger.entries.length > 0 && <Entries ledger={ledger} />}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Button asChild size="small">
          <a href={`/api/v1/tenants/${tenant}/receipts/${id}`} download={`receipt-${id}.json`}>
            <FileCheck2 aria-hidden="true" />
            {t('download')}
          </a>
        </Button>
        <Link href="/docs#receipts" className="finger-room link-thread relative text-xs">
          {t('howToCheck')}
        </Link>
      </div>
    </div>
  );
}

function Entries({ ledger }: { ledger: Ledger }) {
  const t = useTranslations('logDetails.receipt');
  const { entries } = ledger;
  const spent = entries.reduce((sum, entry) => sum + BigInt(entry.spentNanoUsd), 0n);
  return (
    <div className="overflow-x-auto rounded-lg border px-4 py-3">
      <table className="w-full">
        <caption className="pb-2 text-left text-xs font-medium text-muted-foreground">{t('entries')}</caption>
        <thead>
          <tr className="text-xs text-muted-foreground">
            <td />
            {accounts.map((account) => (
              <th key={account} scope="col" className="pb-1 pl-2 text-right font-medium">
                {t(`account.${account}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="tabular font-mono text-xs">
          {entries.map((entry) => (
            <tr key={entry.id}>
              <th
                scope="row"
                title={entry.kind === 'reservation' ? t('reservedHint') : (entry.reason ?? undefined)}
                className="py-1 text-left font-sans text-[13px] font-normal"
              >
                {t(`entryKinds.${entry.kind}`)}
                {entry.reason !== null && (
                  <span className="block text-xs text-muted-foreground">{entry.reason}</span>
                )}
              </th>
              {accounts.map((account) => (
                <td key={account} className="py-1 pl-2 text-right">
                  {signed(entry[`${account}NanoUsd`])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {entries.some(({ kind }) => kind === 'adjustment' || kind === 'refund') && (
          <tfoot>
            <tr className="border-t border-dashed border-border-strong">
              <th scope="row" className="pt-2 text-left font-semibold">
                {t('afterAdjustments')}
              </th>
              <td colSpan={3} className="tabular pt-2 text-right font-mono text-xs font-semibold">
                {formatNanoUsd(spent, { exact: true })}
              </td>
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

const accounts = ['available', 'reserved', 'spent'] as const;

/** With its sign; nothing where nothing is moved. */
function signed(nanoUsd: string): string {
  const amount = BigInt(nanoUsd);
  if (amount === 0n) return '';
  return `${amount > 0n ? '+' : ''}${formatNanoUsd(amount, { exact: true })}`;
}
