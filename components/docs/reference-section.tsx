import { useTranslations } from 'next-intl';
import { DocsSection } from './docs-section';

export type ReferenceGroup = {
  noun: string;
  operations: readonly { id: string; method: string; path: string; summary: string }[];
};

/** Every operation of the management API, as the OpenAPI document has them. */
export function ReferenceSection({ groups }: { groups: readonly ReferenceGroup[] }) {
  const t = useTranslations('docs.reference');
  return (
    <DocsSection id="reference" title={t('title')}>
      <p>{t('gateway')}</p>
      <p>
        {t.rich('management', {
          link: (text) => (
            <a href="/api/v1/openapi.json" className="link-thread">
              {text}
            </a>
          ),
        })}
      </p>
      {groups.map(({ noun, operations }) => (
        <details key={noun} className="group rounded-lg border bg-surface">
          <summary className="flex min-h-10 cursor-pointer items-center justify-between gap-3 px-3.5 py-2 text-sm font-medium text-foreground">
            {noun}
            <span className="tabular text-xs font-normal text-muted-foreground">{operations.length}</span>
          </summary>
          <ul className="divide-y border-t text-[13px]">
            {operations.map(({ id, method, path, summary }) => (
              <li key={id} className="px-3.5 py-2.5">
                <p className="font-mono text-xs wrap-anywhere text-foreground">
                  <span className="font-semibold">{method}</span> {path}
                </p>
                <p lang="en" className="mt-0.5">
                  {summary}
                </p>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </DocsSection>
  );
}
