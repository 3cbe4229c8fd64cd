'use client';

import { useTranslations } from 'next-intl';
import { CodeBlock } from '@/components/ui/code-block';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs';
import { chatCompletionSample, type SampleLanguage, sampleLanguages } from './chat-completion';

const highlighting = { curl: 'bash', typescript: 'typescript', python: 'python' } as const;
const names: Record<SampleLanguage, string> = { curl: 'curl', typescript: 'TypeScript', python: 'Python' };

type CodeSampleTabsProps = Parameters<typeof chatCompletionSample>[1] & {
  /** Marks the line in which the address stands. */
  emphasizeAddress?: boolean;
  /** The language that is shown first. */
  initial?: SampleLanguage;
  className?: string;
};

/** One request in three languages. */
export function CodeSampleTabs({
  emphasizeAddress,
  initial = 'curl',
  className,
  ...sample
}: CodeSampleTabsProps) {
  const t = useTranslations('codeSamples');
  return (
    <Tabs defaultValue={initial} className={className}>
      <TabsList aria-label={t('language')}>
        {sampleLanguages.map((language) => (
          <TabsTrigger key={language} value={language}>
            {names[language]}
          </TabsTrigger>
        ))}
      </TabsList>
      {sampleLanguages.map((language) => {
        const code = chatCompletionSample(language, sample);
        const addressLine = code.split('\n').findIndex((line) => line.includes(sample.baseUrl)) + 1;
        return (
          <TabsContent key={language} value={language} className="pt-3">
            <CodeBlock
              code={code}
              language={highlighting[language]}
              label={t('sampleIn', { language: names[language] })}
              emphasis={emphasizeAddress ? [addressLine] : undefined}
            />
          </TabsContent>
        );
      })}
    </Tabs>
  );
}
