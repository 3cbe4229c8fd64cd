'use client';

import { useTranslations } from 'next-intl';
import { formatNanoUsd } from '@/components/format/money';

type RatesProps = { price: { inputNanoUsdPerMillion: string; outputNanoUsdPerMillion: string } };

/** The two prices everybody asks for, in a few words: "$0.15 in, $0.60 out". */
export function Rates({ price }: RatesProps) {
  const t = useTranslations('models');
  return (
    <span className="tabular whitespace-nowrap">
      {t('rates', {
        input: formatNanoUsd(price.inputNanoUsdPerMillion),
        output: formatNanoUsd(price.outputNanoUsdPerMillion),
      })}
    </span>
  );
}
