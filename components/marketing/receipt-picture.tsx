import { useTranslations } from 'next-intl';

/** 180 fresh and 1,024 cached input tokens and 312 output tokens at $0.15, $0.075 and $0.60 per million. */
const lines = [
  { key: 'input', tokens: '180', price: '$0.15', cost: '$0.000027000' },
  { key: 'cached', tokens: '1,024', price: '$0.075', cost: '$0.000076800' },
  { key: 'output', tokens: '312', price: '$0.60', cost: '$0.000187200' },
] as const;

/** What a receipt looks like. An illustration, with sums that are right. */
export function ReceiptPicture() {
  const t = useTranslations('landing.receipt');
  return (
    <figure className="rounded-xl border bg-surface p-5 shadow-raised sm:p-6">
      <figcaption className="flex items-baseline justify-between gap-4 border-b border-dashed pb-3">
        <span className="text-sm font-semibold tracking-tight">{t('title')}</span>
        <span className="font-mono text-xs text-muted-foreground">gpt-4o-mini</span>
      </figcaption>
      <table className="mt-3 w-full text-[13px]">
        <thead>
          <tr className="text-left text-xs text-muted-foreground">
            <th scope="col" className="pb-1.5 font-medium">
              {t('kind')}
            </th>
            <th scope="col" className="pb-1.5 text-right font-medium">
              {t('tokens')}
            </th>
            <th scope="col" className="pb-1.5 text-right font-medium max-sm:hidden">
              {t('perMillion')}
            </th>
            <th scope="col" className="pb-1.5 text-right font-medium">
              {t('cost')}
            </th>
          </tr>
        </thead>
        <tbody className="tabular font-mono text-xs">
          {lines.map((line) => (
            <tr key={line.key}>
              <td className="py-1.5 font-sans text-[13px]">{t(line.key)}</td>
              <td className="py-1.5 text-right">{line.tokens}</td>
              <td className="py-1.5 text-right text-muted-foreground max-sm:hidden">{line.price}</td>
              <td className="py-1.5 text-right">{line.cost}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="border-t border-dashed">
            <td className="pt-3 font-semibold">{t('total')}</td>
            <td colSpan={3} className="tabular pt-3 text-right font-mono text-sm font-semibold">
              $0.000291000
            </td>
          </tr>
        </tfoot>
      </table>
    </figure>
  );
}
