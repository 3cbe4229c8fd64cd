'use client';

import { useTranslations } from 'next-intl';
import { formatNanoUsd } from '@/components/format/money';
import { useNumberFormats } from '@/components/format/use-number-formats';
import { cn } from '@/components/ui/class-names';
import type { ModelFacts, ModelPrice } from './model';

type ModelFiguresProps = { price: ModelPrice | null; facts: ModelFacts; className?: string };

/** What a model costs and how much it takes, in a line: "$0.15 / $0.60 · 128K". What nobody says is left out. */
export function ModelFigures({ price, facts, className }: ModelFiguresProps) {
  const t = useTranslations('models');
  const { compact } = useNumberFormats();
  const parts = [
    price
      ? t('inAndOut', {
          input: formatNanoUsd(price.inputNanoUsdPerMillion),
          output: formatNanoUsd(price.outputNanoUsdPerMillion),
        })
      : t('unpricedShort'),
    ...(facts.contextTokens === null ? [] : [t('context', { tokens: compact(facts.contextTokens) })]),
  ];
  return (
    <span className={cn('tabular block shrink-0 text-xs whitespace-nowrap text-muted-foreground', className)}>
      {parts.join(' · ')}
    </span>
  );
}
