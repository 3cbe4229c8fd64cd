'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { formatNanoUsd } from '@/components/format/money';
import { ProviderMark } from '@/components/providers/provider-mark';
import { useMay, useTenant } from '@/components/shell/session';
import { Badge } from '@/components/ui/badge';
import type { ModelDetails, ModelPrice } from './model';
import { PriceBadges } from './price-badges';
import { SetPriceLink } from './set-price-link';

type ServingChannelsProps = { model: ModelDetails; providerName: (id: string) => string };

/** The channels of a model in the order they are tried, each with its price and where that comes from. */
export function ServingChannels({ model, providerName }: ServingChannelsProps) {
  const t = useTranslations('models');
  const tenant = useTenant();
  const mayRead = useMay('channels:read');
  return (
    <>
      <ol className="divide-y rounded-lg border">
        {model.channels.map((channel) => (
          <li key={channel.id} className="flex flex-wrap items-start gap-x-3 gap-y-1.5 px-4 py-3 text-sm">
            <ProviderMark
              id={channel.provider}
              name={providerName(channel.provider)}
              className="size-6 rounded text-xs"
            />
            <div className="min-w-40 flex-1">
              <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
                {mayRead ? (
                  <Link
                    href={`/${tenant}/channels?search=${encodeURIComponent(channel.name)}`}
                    className="link-thread wrap-anywhere"
                  >
                    {channel.name}
                  </Link>
                ) : (
                  <span className="wrap-anywhere">{channel.name}</span>
                )}
                {!channel.enabled && <Badge>{t('channelOff')}</Badge>}
              </p>
              <p className="text-xs text-muted-foreground">
                {t('place', { priority: channel.priority, weight: channel.weight })}
                {channel.upstream !== model.name && (
                  <span className="font-mono wrap-anywhere"> · {channel.upstream}</span>
                )}
              </p>
            </div>
            <div className="text-xs sm:text-right">
              {channel.price ? (
                <ChannelPrice price={channel.price} />
              ) : (
                <SetPriceLink model={channel.upstream} provider={channel.provider} />
              )}
            </div>
          </li>
        ))}
      </ol>
      {model.truncated && <p className="mt-2 text-xs text-muted-foreground">{t('moreChannels')}</p>}
    </>
  );
}

function ChannelPrice({ price }: { price: ModelPrice }) {
  const t = useTranslations('models');
  const [source = '', rest = ''] = price.version.split(/[:@](.*)/s);
  return (
    <>
      <p className="tabular">
        {t('rates', {
          input: formatNanoUsd(price.inputNanoUsdPerMillion),
          output: formatNanoUsd(price.outputNanoUsdPerMillion),
        })}
        {price.cachedInputNanoUsdPerMillion !== null &&
          price.cachedInputNanoUsdPerMillion !== price.inputNanoUsdPerMillion &&
          `, ${t('cachedRate', { cached: formatNanoUsd(price.cachedInputNanoUsdPerMillion) })}`}
      </p>
      <p className="mt-0.5 flex flex-wrap items-center gap-1.5 text-muted-foreground sm:justify-end">
        {source === 'genai-prices' && (
          <span title={price.version}>{t('fromCatalogue', { version: rest.split(':')[0] ?? '' })}</span>
        )}
        {source === 'free' && <span>{t('free')}</span>}
        <PriceBadges price={price} />
      </p>
    </>
  );
}
