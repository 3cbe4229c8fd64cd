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
        wideOnly={[t('status'), t('again')]}
        rows={errors.map(({ code, status, retryable, message }) => {
          // Those that only the management API gives have no further help.
          const key = code as Parameters<typeof help>[0];
          return {
            key: code,
            cells: [
              <div key="code" className="max-sm:w-28">
                <code className="font-mono text-xs wrap-anywhere">{code}</code>
                <p className="tabular mt-1 text-xs text-muted-foreground sm:hidden">
                  {status} · {t('again')}: {t(retryable ? 'yes' : 'no')}
                </p>
              </div>,
              <span key="status" className="tabular">
                {status}
              </span>,
              t(retryable ? 'yes' : 'no'),
              <div key="meaning">
                <p lang="en" className="text-foreground">
                  {message}
                </p>
                {help.has(key) && <p className="mt-0.5">{help(key)}</p>}
              </div>,
            ],
          };
        })}
      />
    </DocsSection>
  );
}
