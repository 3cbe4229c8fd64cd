import { ArrowRight } from 'lucide-react';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { CodeSampleTabs } from '@/components/code-samples/code-sample-tabs';
import { ClientAddresses } from '@/components/marketing/client-addresses';
import { FeatureGrid } from '@/components/marketing/feature-grid';
import { LandingSection } from '@/components/marketing/landing-section';
import { ProofList } from '@/components/marketing/proof-list';
import { ReceiptPicture } from '@/components/marketing/receipt-picture';
import { ThreadFlow } from '@/components/marketing/thread-flow';
import { Button } from '@/components/ui/button';
import { WarpGround } from '@/components/ui/warp-ground';
import { environment } from '@/server/platform/env';
import { gatewayAddress } from '../gateway-address';

export default async function LandingPage() {
  const [t, baseUrl] = await Promise.all([getTranslations('landing'), gatewayAddress()]);
  const maySignUp = environment().signUp === 'open';
  const [startAddress, startText] = maySignUp ? ['/sign-up', t('start')] : ['/sign-in', t('signIn')];
  return (
    <>
      <section className="relative isolate overflow-hidden">
        <WarpGround className="[mask-image:linear-gradient(to_bottom,black,transparent_75%)]" />
        <div className="mx-auto max-w-6xl px-4 pt-16 pb-20 sm:px-6 sm:pt-24 lg:pt-28">
          <h1 className="max-w-3xl text-[2.6rem] leading-[1.04] font-semibold tracking-[-0.04em] sm:text-6xl lg:text-[4.25rem]">
            {t('headline')}
          </h1>
          <p className="mt-6 max-w-2xl text-[17px] leading-relaxed text-muted-foreground sm:text-lg">
            {t('lead')}
          </p>
          <div className="mt-8 flex flex-wrap gap-3">
            <Button asChild variant="primary" size="large">
              <Link href={startAddress}>
                {startText}
                <ArrowRight aria-hidden="true" />
              </Link>
            </Button>
            <Button asChild size="large">
              <a href="#one-line">{t('seeCode')}</a>
            </Button>
          </div>
          <div className="mt-16 sm:mt-20">
            <ThreadFlow />
          </div>
        </div>
      </section>

      <LandingSection
        id="one-line"
        raised
        className="grid items-start gap-10 lg:grid-cols-[5fr_7fr] lg:gap-16"
      >
        <div className="lg:sticky lg:top-28">
          <h2 className="text-3xl font-semibold tracking-[-0.03em]">{t('oneLine.title')}</h2>
          <p className="mt-4 leading-relaxed text-muted-foreground">{t('oneLine.body')}</p>
          <p className="mt-4 leading-relaxed text-muted-foreground">{t('oneLine.formats')}</p>
        </div>
        <div className="min-w-0">
          <CodeSampleTabs
            emphasizeAddress
            initial="typescript"
            baseUrl={baseUrl}
            apiKey="YOUR_HEDDLE_KEY"
            body={{ model: 'gpt-4o-mini', messages: [{ role: 'user', content: t('oneLine.prompt') }] }}
          />
          <ClientAddresses baseUrl={baseUrl} />
        </div>
      </LandingSection>

      <LandingSection>
        <h2 className="max-w-2xl text-3xl font-semibold tracking-[-0.03em]">{t('features.title')}</h2>
        <div className="mt-10">
          <FeatureGrid />
        </div>
      </LandingSection>

      <LandingSection raised className="grid items-center gap-10 lg:grid-cols-2 lg:gap-16">
        <div>
          <h2 className="text-3xl font-semibold tracking-[-0.03em]">{t('receipt.heading')}</h2>
          <p className="mt-4 leading-relaxed text-muted-foreground">{t('receipt.body')}</p>
        </div>
        <ReceiptPicture />
      </LandingSection>

      <LandingSection>
        <ProofList />
      </LandingSection>

      <section className="relative isolate overflow-hidden border-t bg-surface">
        <WarpGround className="[mask-image:radial-gradient(60%_100%_at_50%_50%,black,transparent)]" />
        <div className="mx-auto flex max-w-6xl flex-col items-center px-4 py-24 text-center sm:px-6">
          <h2 className="max-w-2xl text-3xl font-semibold tracking-[-0.03em] sm:text-4xl">
            {t('closing.title')}
          </h2>
          <p className="mt-4 max-w-xl leading-relaxed text-muted-foreground">
            {t(maySignUp ? 'closing.body' : 'closing.bodyInvited')}
          </p>
          <Button asChild variant="primary" size="large" className="mt-8">
            <Link href={startAddress}>
              {startText}
              <ArrowRight aria-hidden="true" />
            </Link>
          </Button>
        </div>
      </section>
    </>
  );
}
