import { useTranslations } from 'next-intl';
import { DocsSection } from './docs-section';
import { DocsTable } from './docs-table';

export type DocumentedBound = { name: string; most: number; of: string };

export function LimitSection({ bounds }: { bounds: readonly DocumentedBound[] }) {
  const t = useTranslations('docs.limits');
  const names = useTranslations('docs.limits.names');
  return (
    <DocsSection id="limits" title={t('title')}>
      <p>{t('body')}</p>
      <DocsTable
        label={t('title')}
        head={[t('what'), t('most')]}
        rows={bounds.map(({ name, most, of }) => {
          const key = name as Parameters<typeof names>[0];
          return {
            key: name,
            cells: [
              names.has(key) ? names(key) : of,
              <span key="most" className="tabular">
                {t('number', { value: most })}
              </span>,
            ],
          };
        })}
      />
      <p>{t('shares')}</p>
    </DocsSection>
  );
}
