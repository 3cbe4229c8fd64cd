'use client';

import { useQuery } from '@tanstack/react-query';
import { Check, KeyRound, MessageSquareText, Plus } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useTRPC } from '@/components/api/trpc';
import { CodeSampleTabs } from '@/components/code-samples/code-sample-tabs';
import { useMay, useSession, useTenant } from '@/components/shell/session';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { cn } from '@/components/ui/class-names';

/** Three steps from an empty tenant to the first answer; those that are done are ticked off. */
export function FirstRequest() {
  const t = useTranslations('overview.first');
  const trpc = useTRPC();
  const tenant = useTenant();
  const { gatewayAddress } = useSession();
  const mayAddChannels = useMay('channels:write');
  const models = useQuery(trpc.models.list.queryOptions({ tenant }));
  const keys = useQuery(trpc.keys.count.queryOptions({ tenant }));
  const model = models.data?.items[0]?.name;
  const hasKey = (keys.data?.working ?? 0) > 0;
  // Nothing is asked for before it is known to be missing.
  const lacksChannel = models.data?.items.length === 0;
  return (
    <Card className="overflow-hidden">
      <div className="grid lg:grid-cols-[5fr_6fr]">
        <div className="p-6">
          <h2 className="text-lg font-semibold tracking-[-0.02em]">{t('title')}</h2>
          <p className="mt-1 text-sm text-muted-foreground">{t('body')}</p>
          <ol className="mt-5 ml-3 flex flex-col gap-5 border-l pl-6">
            <Step
              done={model !== undefined}
              title={t('channel')}
              body={t(mayAddChannels ? 'channelBody' : 'channelBodyForMembers')}
            >
              {mayAddChannels && lacksChannel && (
                <Button asChild size="small" variant="primary">
                  <Link href={`/${tenant}/channels?create=true`}>
                    <Plus aria-hidden="true" />
                    {t('channelAction')}
                  </Link>
                </Button>
              )}
            </Step>
            <Step done={hasKey} title={t('key')} body={t('keyBody')}>
              {keys.data && !hasKey && (
                <Button asChild size="small" variant={lacksChannel ? 'secondary' : 'primary'}>
                  <Link href={`/${tenant}/keys?create=true`}>
                    <KeyRound aria-hidden="true" />
                    {t('keyAction')}
                  </Link>
                </Button>
              )}
            </Step>
            <Step done={false} title={t('request')} body={t('requestBody')}>
              <Button asChild size="small">
                <Link href={`/${tenant}/playground`}>
                  <MessageSquareText aria-hidden="true" />
                  {t('requestAction')}
                </Link>
              </Button>
            </Step>
          </ol>
        </div>
        <div className="min-w-0 border-t bg-sunken/50 p-6 lg:border-t-0 lg:border-l">
          <CodeSampleTabs
            emphasizeAddress
            baseUrl={gatewayAddress}
            apiKey="YOUR_HEDDLE_KEY"
            body={{ model: model ?? 'gpt-4o-mini', messages: [{ role: 'user', content: t('prompt') }] }}
          />
        </div>
      </div>
    </Card>
  );
}

function Step({
  done,
  title,
  body,
  children,
}: {
  done: boolean;
  title: string;
  body: string;
  children: ReactNode;
}) {
  const t = useTranslations('overview.first');
  return (
    <li className="relative">
      <span
        aria-hidden="true"
        className={cn(
          'absolute top-0.5 -left-[34px] grid size-[19px] place-items-center rounded-full border bg-surface',
          done && 'border-thread bg-thread text-thread-foreground',
        )}
      >
        {done && <Check className="size-3" strokeWidth={3} />}
      </span>
      <h3 className="text-sm font-medium">
        {title}
        {done && <span className="sr-only"> {t('done')}</span>}
      </h3>
      <p className="mt-0.5 mb-2 text-[13px] leading-relaxed text-muted-foreground">{body}</p>
      {children}
    </li>
  );
}
