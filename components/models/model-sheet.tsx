'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ChartNoAxesColumn, MessageSquareText, ScrollText } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { QueryView } from '@/components/api/query-view';
import { useTRPC } from '@/components/api/trpc';
import { CodeSampleTabs } from '@/components/code-samples/code-sample-tabs';
import { formatDurationMs } from '@/components/format/duration';
import { useNumberFormats } from '@/components/format/use-number-formats';
import { logsHref } from '@/components/logs/logs-href';
import { useMay, useSession } from '@/components/shell/session';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { DetailSection, Fact, Facts } from '@/components/ui/facts';
import { Sheet, SheetContent } from '@/components/ui/sheet';
import { SkeletonRows } from '@/components/ui/skeleton';
import { CapabilityList } from './capability-list';
import type { ModelDetails, ModelUse } from './model';
import { ServingChannels } from './serving-channels';

type ModelSheetProps = {
  /** Public name; null: closed. */
  name: string | null;
  use: ModelUse | undefined;
  providerName: (id: string) => string;
  onClose: () => void;
};

/** All about one model: who serves it in which order, what it can, what it costs, and how to call it. */
export function ModelSheet({ name, use, providerName, onClose }: ModelSheetProps) {
  const trpc = useTRPC();
  const { tenant } = useSession();
  const model = useQuery(
    trpc.models.get.queryOptions(
      { tenant: tenant.slug, name: name ?? '' },
      { enabled: name !== null, placeholderData: keepPreviousData },
    ),
  );
  return (
    <Sheet open={name !== null} onOpenChange={(open) => !open && onClose()}>
      {name !== null && (
        <SheetContent
          title={
            <span className="flex items-center gap-1.5">
              <span className="min-w-0 font-mono text-[15px] wrap-anywhere">{name}</span>
              <CopyButton text={name} label={name} />
            </span>
          }
          description={model.data?.name === name ? (model.data.title ?? undefined) : undefined}
          className="max-w-2xl"
        >
          <QueryView query={model} skeleton={<SkeletonRows rows={4} />}>
            {(details) => <Details model={details} use={use} providerName={providerName} />}
          </QueryView>
        </SheetContent>
      )}
    </Sheet>
  );
}

type DetailsProps = { model: ModelDetails; use: ModelUse | undefined; providerName: (id: string) => string };

function Details({ model, use, providerName }: DetailsProps) {
  const t = useTranslations('models');
  const { gatewayAddress, tenant } = useSession();
  const mayPlay = useMay('playground:use');
  const { whole, percent } = useNumberFormats();
  const first = model.channels.find(({ enabled }) => enabled) ?? model.channels[0];
  const facts = first?.facts;
  const tokens = (count: number | null | undefined) =>
    count ? t('tokens', { count: whole(count) }) : t('unknown');
  return (
    <div className="flex flex-col gap-8">
      {model.description && <p className="text-sm leading-relaxed">{model.description}</p>}
      <div className="flex flex-wrap gap-2">
        {mayPlay && (
          <Button asChild size="small">
            <Link href={`/${tenant.slug}/playground?model=${encodeURIComponent(model.name)}`}>
              <MessageSquareText aria-hidden="true" />
              {t('openPlayground')}
            </Link>
          </Button>
        )}
        <Button asChild size="small">
          <Link href={logsHref(tenant.slug, { model: [model.name] })}>
            <ScrollText aria-hidden="true" />
            {t('openLogs')}
          </Link>
        </Button>
        <Button asChild size="small">
          <Link href={`/${tenant.slug}/usage?model=${encodeURIComponent(model.name)}`}>
            <ChartNoAxesColumn aria-hidden="true" />
            {t('openUsage')}
          </Link>
        </Button>
      </div>
      <Facts>
        <Fact label={t('columns.context')}>{tokens(facts?.contextTokens)}</Fact>
        <Fact label={t('outputTokens')}>{tokens(facts?.outputTokens)}</Fact>
        <Fact label={t('requestsLastWeek')}>{use ? whole(use.requests) : t('noRequests')}</Fact>
        {use && use.requests > 0 && (
          <>
            <Fact label={t('columns.latency')}>{formatDurationMs(use.p50LatencyMs)}</Fact>
            <Fact label={t('failureRate')}>{percent(use.failures / use.requests)}</Fact>
          </>
        )}
        <Fact label={t('capability')} className="col-span-full">
          <CapabilityList named capabilities={facts?.capabilities ?? null} className="mt-1" />
        </Fact>
      </Facts>
      <DetailSection title={t('servedBy')} description={t('servedByNote')}>
        <ServingChannels model={model} providerName={providerName} />
      </DetailSection>
      <DetailSection title={t('callIt')}>
        <CodeSampleTabs
          baseUrl={gatewayAddress}
          apiKey="YOUR_HEDDLE_KEY"
          body={{ model: model.name, messages: [{ role: 'user', content: t('samplePrompt') }] }}
        />
      </DetailSection>
    </div>
  );
}
