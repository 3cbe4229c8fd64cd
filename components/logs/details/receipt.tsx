'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { decimalsOf, formatFemtoUsd } from '@/components/format/femto-usd';
import { formatNanoUsd } from '@/components/format/money';
import { Badge } from '@/components/ui/badge';
import type { LogDetail } from './log-detail';
import { PriceSource } from './price-source';
import { TokenCounts } from './token-counts';

/** What was charged and why: kind × tokens × price per million = amount, line by line. */
export function Receipt({ receipt }: { receipt: LogDetail['receipt'] }) {
  const t = useTranslations('logDetails.receipt');
  const logs = useTranslations('logs');
  const { lines } = receipt;
  if (lines === null && receipt.inputTokens + receipt.outputTokens === 0 && receipt.costNanoUsd === '0') {
    return <p className="text-sm text-muted-foreground">{t('nothing')}</p>;
  }
  return (
    <div data-testid="receipt" className="rounded-lg border bg-sunken/50 px-4 py-3 text-sm">
      <table className="w-full">
        <caption className="sr-only">{logs('receipt')}</caption>
        {lines === null || lines.length === 0 ? <TokenCounts receipt={receipt} /> : <Lines lines={lines} />}
        <tfoot>
          <tr className="border-t border-dashed border-border-strong">
            <th scope="row" className="pt-2.5 text-left font-semibold">
              {t('total')}
            </th>
            <td colSpan={3} className="tabular pt-2.5 text-right font-mono text-[13px] font-semibold">
              {formatFemtoUsd(BigInt(receipt.costNanoUsd) * 1_000_000n, 9)}
            </td>
          </tr>
        </tfoot>
      </table>
      <div className="mt-2.5 flex flex-wrap items-start justify-between gap-2 text-xs text-muted-foreground">
        <PriceSource receipt={receipt} />
        {receipt.usageEstimated && (
          <Badge tone="warning" title={t('estimatedHint')}>
            {logs('estimated')}
          </Badge>
        )}
      </div>
    </div>
  );
}

type Line = NonNullable<LogDetail['receipt']['lines']>[number];

function Lines({ lines }: { lines: readonly Line[] }) {
  const t = useTranslations('logDetails.receipt');
  const decimals = decimalsOf(lines.map((line) => BigInt(line.amountFemtoUsd)));
  return (
    <>
      <thead>
        <tr className="text-xs text-muted-foreground">
          <th scope="col" className="pb-1 text-left font-medium">
            {t('kind')}
          </th>
          <th scope="col" className="pb-1 text-right font-medium">
            {t('tokens')}
          </th>
          <th scope="col" className="pb-1 pl-2 text-right font-medium">
            {t('perMillion')}
          </th>
          <th scope="col" className="pb-1 pl-2 text-right font-medium">
            {t('amount')}
          </th>
        </tr>
      </thead>
      <tbody className="tabular font-mono text-xs">
        {lines.map((line) => (
          <tr key={line.kind}>
            <th scope="row" className="py-1 text-left font-sans text-[13px] font-normal">
              {t(`kinds.${line.kind}`)}
            </th>
            <td className="py-1 text-right">
              <Count value={line.tokens ?? line.searches} />
            </td>
            <td className="py-1 pl-2 text-right text-muted-foreground">
              <Rate line={line} />
            </td>
            <td className="py-1 pl-2 text-right">{formatFemtoUsd(BigInt(line.amountFemtoUsd), decimals)}</td>
          </tr>
        ))}
      </tbody>
    </>
  );
}

function Count({ value }: { value: number | null }) {
  const format = useFormatter();
  return value === null ? null : format.number(value);
}

function Rate({ line }: { line: Line }) {
  const t = useTranslations('logDetails.receipt');
  if (line.nanoUsdPerThousand !== null) {
    return t('perThousand', { price: formatNanoUsd(line.nanoUsdPerThousand, { exact: true }) });
  }
  return line.nanoUsdPerMillion === null ? null : formatNanoUsd(line.nanoUsdPerMillion, { exact: true });
}
