import { useTranslations } from 'next-intl';
import { CodeBlock } from '@/components/ui/code-block';
import { DocsSection } from './docs-section';
import { signingSamples } from './signing-samples';

const samples = [
  { language: 'typescript', name: 'TypeScript' },
  { language: 'python', name: 'Python' },
] as const;

const signedText = `v1
POST
/v1/chat/completions
1767225600
5f0c1b7e-6d2a-4a7e-9c3f-0b8e2f1d4a96
<SHA-256 of the body, in hexadecimal>`;

/** How a key's requests are signed, for keys that take no others. */
export function SigningSection() {
  const t = useTranslations('docs.signing');
  return (
    <DocsSection id="signing" title={t('title')}>
      <p>{t('body')}</p>
      <p>{t('headers')}</p>
      <CodeBlock code={signedText} language="text" label={t('signedText')} />
      <p>{t('rules')}</p>
      {samples.map(({ language, name }) => (
        <div key={language} className="flex flex-col gap-3">
          <h3 className="mt-2 text-sm font-semibold text-foreground">{name}</h3>
          <CodeBlock code={signingSamples[language]} language={language} label={t('sample', { name })} />
        </div>
      ))}
    </DocsSection>
  );
}
