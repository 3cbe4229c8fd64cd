import { useTranslations } from 'next-intl';
import { CodeSampleTabs } from '@/components/code-samples/code-sample-tabs';
import { ClientAddresses } from '@/components/marketing/client-addresses';
import { CodeBlock } from '@/components/ui/code-block';
import { DocsSection } from './docs-section';
import { sdkSamples } from './sdk-samples';

/** Some model that the samples ask for; which there are is the workspace's to say. */
const sampleModel = 'gpt-4o-mini';

/** From nothing to a first answer with each of the three clients. */
export function StartSections({ baseUrl }: { baseUrl: string }) {
  const t = useTranslations('docs');
  const origin = baseUrl.replace(/\/v1$/, '');
  return (
    <>
      <DocsSection id="start" title={t('start.title')}>
        <ol className="flex list-decimal flex-col gap-1.5 pl-5">
          <li>{t('start.key')}</li>
          <li>{t('start.model')}</li>
          <li>{t('start.address')}</li>
        </ol>
        <ClientAddresses baseUrl={baseUrl} />
      </DocsSection>
      <DocsSection id="sdks" title={t('sdks.title')}>
        <p>{t('sdks.body')}</p>
        <h3 className="mt-2 text-sm font-semibold text-foreground">OpenAI</h3>
        <CodeSampleTabs
          emphasizeAddress
          initial="python"
          baseUrl={baseUrl}
          apiKey="YOUR_HEDDLE_KEY"
          body={{ model: sampleModel, messages: [{ role: 'user', content: 'Hello' }] }}
        />
        {sdkSamples(origin, sampleModel).map(({ name, code }) => (
          <div key={name} className="flex flex-col gap-3">
            <h3 className="mt-2 text-sm font-semibold text-foreground">{name}</h3>
            <CodeBlock code={code} language="python" label={t('sdks.sample', { name })} />
          </div>
        ))}
        <p>{t('sdks.formats')}</p>
      </DocsSection>
      <DocsSection id="authentication" title={t('authentication.title')}>
        <p>{t('authentication.body')}</p>
        <p>{t('authentication.management')}</p>
      </DocsSection>
    </>
  );
}
