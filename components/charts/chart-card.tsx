'use client';

import { ChartNoAxesColumn, Table2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { cn } from '@/components/ui/class-names';
import { ChartData } from './chart-data';
import { LazyTimeChart } from './lazy-time-chart';
import { Legend } from './legend';
import type { Point, Series } from './series';
import type { Bucket } from './time-axis';
import { useIsolation } from './use-isolation';
import type { ValueFormat } from './use-value-formats';

type ChartCardProps = {
  title: ReactNode;
  actions?: ReactNode;
  /** What the chart shows, for screen readers. */
  label: string;
  kind: 'bars' | 'lines';
  bucket: Bucket;
  series: readonly Series[];
  points: readonly Point[];
  format: ValueFormat;
  /** Said in place of values where there are none. */
  nothing: ReactNode;
  /** What the dashed line is; absent: there is none. */
  comparison?: string;
  /** What is shown is older than what is asked for, which is on its way. */
  stale?: boolean;
  /** The height of the chart. */
  className?: string;
};

/** A chart in its frame, with a legend, and the same figures as a table behind a button. */
export function ChartCard({ title, actions, stale, className, ...chart }: ChartCardProps) {
  const t = useTranslations('charts');
  const [asTable, setAsTable] = useState(false);
  const isolation = useIsolation();
  const Icon = asTable ? ChartNoAxesColumn : Table2;
  return (
    <Card aria-busy={stale}>
      <CardHeader
        title={title}
        actions={
          <>
            {actions}
            <Button
              variant="ghost"
              size="iconSmall"
              aria-label={
                asTable ? t('asChart', { chart: chart.label }) : t('asTable', { chart: chart.label })
              }
              title={asTable ? t('showChart') : t('showTable')}
              onClick={() => setAsTable(!asTable)}
              className="-my-1.5 -mr-2"
            >
              <Icon aria-hidden="true" />
            </Button>
          </>
        }
      />
      <CardBody className="pt-1.5">
        <div className="-ml-1.5">
          <Legend series={chart.series} isolation={isolation} comparison={chart.comparison} />
        </div>
        <div className={cn('mt-2 h-52 transition-opacity', stale && 'opacity-55', className)}>
          {asTable ? <ChartData {...chart} /> : <LazyTimeChart {...chart} isolated={isolation.isolated} />}
        </div>
      </CardBody>
    </Card>
  );
}
