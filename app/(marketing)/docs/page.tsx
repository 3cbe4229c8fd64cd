import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ErrorSection } from '@/components/docs/error-section';
import { HeaderSection } from '@/components/docs/header-section';
import { LimitSection } from '@/components/docs/limit-section';
import { ReceiptSection } from '@/components/docs/receipt-section';
import { ReferenceSection } from '@/components/docs/reference-section';
import { docsSections } from '@/components/docs/sections';
import { SigningSection } from '@/components/docs/signing-section';
import { StartSections } from '@/components/docs/start-sections';
import { bounds } from '@/server/canonical/bounds';
import { errorTable } from '@/server/canonical/error-table';
import { openApiDocument } from '@/server/transports/rest/openapi';
import { gatewayAddress } from '../../gateway-address';
import { groupOperations } from './group-operations';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('docs');
  return { title: t('title'), description: t('lead') };
}

/** The documentation. Errors, limits and the reference are read from what the server works by. */
export default async function DocsPage() {
  const [t, baseUrl] = await Promise.all([getTranslations('docs'), gatewayAddress()]);
  return (
    <div className="mx-auto grid max-w-6xl gap-10 px-4 pt-10 pb-20 sm:px-6 lg:grid-cols-[13rem_minmax(0,1fr)] lg:gap-16 lg:pt-14">
      <nav aria-label={t('contents')} className="lg:sticky lg:top-20 lg:self-start">
        <ul className="flex flex-wrap gap-x-4 text-sm lg:flex-col lg:border-l">
          {docsSections.map((section) => (
            <li key={section}>
              <a
                href={`#${section}`}
                className="flex min-h-10 items-center text-muted-foreground hover:text-foreground lg:min-h-8 lg:pl-3.5"
              >
                {t(`${section}.title`)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="flex max-w-3xl min-w-0 flex-col gap-12">
        <header>
          <h1 className="text-3xl font-semibold tracking-[-0.03em]">{t('title')}</h1>
          <p className="mt-2 text-[15px] leading-relaxed text-muted-foreground">{t('lead')}</p>
        </header>
        <StartSections baseUrl={baseUrl} />
        <SigningSection />
        <HeaderSection />
        <ErrorSection errors={Object.entries(errorTable).map(([code, row]) => ({ code, ...row }))} />
        <ReceiptSection />
        <LimitSection bounds={Object.entries(bounds).map(([name, bound]) => ({ name, ...bound }))} />
        <ReferenceSection groups={groupOperations(openApiDocument())} />
      </div>
    </div>
  );
}
