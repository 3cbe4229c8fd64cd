import { useTranslations } from 'next-intl';
import { DocsSection } from './docs-section';
import { DocsTable } from './docs-table';

export type DocumentedError = { code: string; status: number; retryable: boolean; message: string };

export function ErrorSection({ errors }: { errors: readonly DocumentedError[] }) {
  const t = useTranslations('docs.errors');
  const help = useTranslations('logDetails.help');
  return (
    <DocsSection id="errors" title={t('title')}>
      <p>{t('body')}</p>
      <p>{t('retry')}</p>
      <DocsTable
        label={t('title')}
        head={[t('code'), t('status'), t('again'), t('meaning')]}
        rows={errors.map(({ code, status, retryable, message }) => {
          // Those that only the management API gives have no further help.
          const key = code as Parameters<typeof help>[0];
          return {
            key: code,
            cells: [
              <code key="code" className="font-mono text-xs">
                {code}
              </code>,
              <span key="status" className="tabular">
                {status}
              </span>,
              t(retryable ? 'yes' : 'no'),
              <div key="meaning" className="min-w-64">
                <p className="text-foreground">{message}</p>
                {help.has(key) && <p className="mt-0.5">{help(key)}</p>}
              </div>,
            ],
          };
        })}
      />
    </DocsSection>
  );
}
