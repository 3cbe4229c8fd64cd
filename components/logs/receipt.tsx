'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { formatNanoUsd } from '@/components/format/money';
import { Badge } from '@/components/ui/badge';
import type { LogDetail } from './log-details';

const kinds = [
  'inputTokens',
  'cachedInputTokens',
  'cacheWriteTokens',
  'outputTokens',
  'reasoningTokens',
] as const;

/** Part of another kind's count, so indented below it. */
const parts = new Set<string>(['cachedInputTokens', 'cacheWriteTokens', 'reasoningTokens']);

/** What was charged and why. */
export function Receipt({ receipt }: { receipt: LogDetail['receipt'] }) {
  const t = useTranslations('logs');
  const format = useFormatter();
  const isFree = receipt.inputTokens + receipt.outputTokens === 0;
  const shown = kinds.filter((kind) => !parts.has(kind) || receipt[kind] > 0);
  return (
    <div className="rounded-lg border bg-sunken/50 px-4 py-3 text-sm">
      <table className="w-full">
        <caption className="sr-only">{t('receipt')}</caption>
        <tbody>
          {shown.map((kind) => (
            <tr key={kind}>
              <th
                scope="row"
                className={
                  parts.has(kind)
                    ? 'py-1 pl-4 text-left font-normal text-muted-foreground'
                    : 'py-1 text-left font-normal'
                }
              >
                {t(`kinds.${kind}`)}
              </th>
              <td className="tabular py-1 text-right font-mono text-xs">{format.number(receipt[kind])}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="border-t border-dashed border-border-strong">
            <th scope="row" className="pt-2.5 text-left font-semibold">
              {t('cost')}
            </th>
            <td className="tabular pt-2.5 text-right font-mono text-[13px] font-semibold">
              {formatNanoUsd(receipt.costNanoUsd, { exact: true })}
            </td>
          </tr>
        </tfoot>
      </table>
      <div className="mt-2 flex flex-wrap items-center justify-between gap-2 text-xs text-muted-foreground">
        <span className="min-w-0 font-mono break-all">
          {receipt.priceVersion ?? (isFree ? t('nothingUsed') : t('noPrice'))}
        </span>
        {receipt.usageEstimated && <Badge tone="warning">{t('estimated')}</Badge>}
      </div>
    </div>
  );
}
