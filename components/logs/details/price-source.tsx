'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Time } from '@/components/format/time';
import { useTenant } from '@/components/shell/session';
import type { LogDetail } from './log-detail';

/** Where the price of a receipt comes from, and since when it holds; or why there is none. */
export function PriceSource({ receipt }: { receipt: LogDetail['receipt'] }) {
  const t = useTranslations('logDetails.receipt');
  const tenant = useTenant();
  const { price, lines } = receipt;
  if (price === null) {
    return (
      <p>
        {receipt.priceVersion ?? t('noPrice')}{' '}
        <Link href={`/${tenant}/models`} className="finger-room link-thread relative">
          {t('setPrice')}
        </Link>
      </p>
    );
  }
  return (
    <div className="flex min-w-0 flex-col gap-0.5">
      <p className="wrap-anywhere" title={receipt.priceVersion ?? undefined}>
        <Origin price={price} />
        {price.source === 'catalogue' && price.serviceTier !== null && (
          <>, {t(`serviceTiers.${price.serviceTier}`)}</>
        )}
      </p>
      {lines === null && <p>{t('linesNotKept')}</p>}
      {lines !== null && !isWhole(lines) && <p>{t('rounded')}</p>}
    </div>
  );
}

type Price = NonNullable<LogDetail['receipt']['price']>;

function Origin({ price }: { price: Price }) {
  const t = useTranslations('logDetails.receipt');
  switch (price.source) {
    case 'free':
      return t('free');
    case 'override':
      return t.rich(`override.${price.owner ?? 'gone'}`, {
        date: () => <Time value={price.setAt} to="minute" />,
      });
    case 'catalogue': {
      const names = {
        catalogue: price.catalogue,
        version: price.version,
        model: `${price.provider}/${price.model}`,
      };
      const { releasedAt } = price;
      if (releasedAt === null) return t('catalogue', names);
      return t.rich('catalogueOf', { ...names, date: () => <Time value={releasedAt} to="date" /> });
    }
  }
}

type Lines = NonNullable<LogDetail['receipt']['lines']>;

/** Whether lines come to whole nano-dollars without rounding. */
function isWhole(lines: Lines): boolean {
  const sum = lines.reduce((sum, line) => sum + BigInt(line.amountFemtoUsd), 0n);
  return sum % 1_000_000n === 0n;
}
