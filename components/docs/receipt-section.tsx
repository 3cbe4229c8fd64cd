import { useTranslations } from 'next-intl';
import { CodeBlock } from '@/components/ui/code-block';
import type { BillingPolicy } from '@/server/services/receipts/billing-policy';
import { DocsSection } from './docs-section';
import { DocsTable } from './docs-table';
import { receiptVerifiers } from './receipt-verifiers';

/** Each once; the type asks for all. */
const policies: Record<BillingPolicy, true> = {
  answered: true,
  abandoned: true,
  'abandoned-before': true,
  'broken-off': true,
  'not-answered': true,
  interrupted: true,
};

/** What a receipt says, how it is checked, and what is charged when. */
export function ReceiptSection() {
  const t = useTranslations('docs.receipts');
  const meanings = useTranslations('logDetails.receipt.policies');
  return (
    <DocsSection id="receipts" title={t('title')}>
      <p>{t('body')}</p>
      <p>{t('cost')}</p>
      <p>{t('signature')}</p>
      {Object.entries(receiptVerifiers).map(([language, code]) => (
        <div key={language} className="flex flex-col gap-3">
          <h3 className="mt-2 text-sm font-semibold text-foreground">{t('check', { language })}</h3>
          <CodeBlock
            code={code}
            language={language === 'Python' ? 'python' : 'typescript'}
            label={t('check', { language })}
          />
        </div>
      ))}
      <h3 className="mt-2 text-sm font-semibold text-foreground">{t('policies')}</h3>
      <DocsTable
        label={t('policies')}
        head={[t('policy'), t('meaning')]}
        rows={(Object.keys(policies) as BillingPolicy[]).map((policy) => ({
          key: policy,
          cells: [<code key="name">{policy}</code>, meanings(policy)],
        }))}
      />
    </DocsSection>
  );
}
