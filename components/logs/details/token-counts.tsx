import { useFormatter, useTranslations } from 'next-intl';
import type { LogDetail } from './log-detail';

const kinds = [
  'inputTokens',
  'cachedInputTokens',
  'cacheWriteTokens',
  'outputTokens',
  'reasoningTokens',
] as const;

/** Part of another kind's count, so indented below it. */
const parts = new Set<string>(['cachedInputTokens', 'cacheWriteTokens', 'reasoningTokens']);

/** Stands for the lines of a receipt that has none: what was used, without a price. */
export function TokenCounts({ receipt }: { receipt: LogDetail['receipt'] }) {
  const t = useTranslations('logs');
  const format = useFormatter();
  return (
    <tbody>
      {kinds
        .filter((kind) => !parts.has(kind) || receipt[kind] > 0)
        .map((kind) => (
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
            <td colSpan={3} className="tabular py-1 text-right font-mono text-xs">
              {format.number(receipt[kind])}
            </td>
          </tr>
        ))}
    </tbody>
  );
}
