import { useTranslations } from 'next-intl';
import { CodeBlock } from '@/components/ui/code-block';

/** Claims, each with the place in the sources where it is tested. */
const proofs = [
  { key: 'isolation', source: 'tests/integration/services' },
  { key: 'formats', source: 'tests/conformance' },
  { key: 'ledger', source: 'tests/integration/store' },
  { key: 'speed', source: 'tests/bench' },
] as const;

const commands = ['npm start', 'npm test', 'npm run bench'].join('\n');

/** What holds the promises of the page above, and how to see it hold. */
export function ProofList() {
  const t = useTranslations('landing.proof');
  return (
    <div className="grid items-start gap-10 lg:grid-cols-[5fr_7fr] lg:gap-16">
      <div className="min-w-0 lg:sticky lg:top-28">
        <h2 className="text-3xl font-semibold tracking-[-0.03em]">{t('title')}</h2>
        <p className="mt-4 leading-relaxed text-muted-foreground">{t('body')}</p>
        <CodeBlock code={commands} language="bash" label={t('commands')} className="mt-6" />
      </div>
      <ul className="divide-y border-y">
        {proofs.map(({ key, source }) => (
          <li key={key} className="py-5">
            <h3 className="text-[15px] font-semibold tracking-tight">{t(`${key}.title`)}</h3>
            <p className="mt-1.5 text-sm leading-relaxed text-muted-foreground">{t(`${key}.body`)}</p>
            <p className="mt-2 font-mono text-xs text-thread">{source}</p>
          </li>
        ))}
      </ul>
    </div>
  );
}
