import { useTranslations } from 'next-intl';
import { DocsSection } from './docs-section';
import { DocsTable } from './docs-table';
import { answerHeaders, requestHeaders } from './documented-headers';

export function HeaderSection() {
  const t = useTranslations('docs.headers');
  const tables = [
    { title: t('request'), names: requestHeaders },
    { title: t('answer'), names: answerHeaders },
  ];
  return (
    <DocsSection id="headers" title={t('title')}>
      <p>{t('body')}</p>
      {tables.map(({ title, names }) => (
        <div key={title}>
          <h3 className="text-sm font-semibold text-foreground">{title}</h3>
          <DocsTable
            label={title}
            head={[t('header'), t('meaning')]}
            rows={names.map((name) => ({
              key: name,
              cells: [
                <code key="name" className="font-mono text-xs sm:whitespace-nowrap">
                  {name}
                </code>,
                t(`names.${name}`),
              ],
            }))}
          />
        </div>
      ))}
    </DocsSection>
  );
}
