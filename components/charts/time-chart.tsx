'use client';

import {
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { cn } from '@/components/ui/class-names';
import { ChartTooltip } from './chart-tooltip';
import type { Point, Series } from './series';
import { type Bucket, timeTicks } from './time-axis';
import { useTickFormat } from './use-tick-format';
import type { ValueFormat } from './use-value-formats';
import { axisWidthPx, ticksOf } from './value-axis';

type TimeChartProps = {
  /** What the chart shows, for screen readers. */
  label: string;
  /** Sums are bars, one on the other; what was measured is lines. */
  kind: 'bars' | 'lines';
  points: readonly Point[];
  series: readonly Series[];
  bucket: Bucket;
  format: ValueFormat;
  /** Said in place of values where there are none, or nothing but zeros. */
  nothing: string;
  className?: string;
};

/** Values over time. */
export function TimeChart({
  label,
  kind,
  points,
  series,
  bucket,
  format,
  nothing,
  className,
}: TimeChartProps) {
  const { tick, full } = useTickFormat(bucket);
  const ticks = ticksOf({ points, series, stacked: kind === 'bars' });
  const tickLabels = format.ticks(ticks);
  const isEmpty = ticks.length === 0;
  const data = points.map(({ time, values }) => ({ time, ...values }));
  return (
    <figure
      aria-label={label}
      className={cn(
        'relative h-52 w-full [&_.recharts-surface]:overflow-visible [&_.recharts-surface]:outline-none',
        className,
      )}
    >
      {isEmpty && (
        <figcaption className="absolute inset-0 grid place-items-center pb-6 text-[13px] text-muted-foreground">
          {nothing}
        </figcaption>
      )}
      <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 480, height: 208 }}>
        <ComposedChart data={data} margin={{ top: 8, right: 4, bottom: 0, left: 0 }} barCategoryGap="18%">
          {!isEmpty && <CartesianGrid vertical={false} stroke="var(--border)" />}
          <XAxis
            dataKey="time"
            // Bars bring this scale along; lines get it too, so that a date stands at the same place in both.
            scale="band"
            tickFormatter={tick}
            tickLine={false}
            axisLine={{ stroke: 'var(--border-strong)' }}
            tick={{ fill: 'var(--muted-foreground)', fontSize: 11 }}
            ticks={timeTicks(
              points.map(({ time }) => time),
              bucket,
            )}
            interval={0}
            tickMargin={8}
          />
          <YAxis
            tickFormatter={(value: number) => tickLabels[ticks.indexOf(value)] ?? ''}
            tickLine={false}
            axisLine={false}
            tick={{ fill: 'var(--muted-foreground)', fontSize: 11 }}
            width={axisWidthPx(tickLabels)}
            interval={0}
            ticks={ticks}
            domain={[0, ticks.at(-1) ?? 1]}
            hide={isEmpty}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={
              kind === 'bars' ? { fill: 'var(--muted)', opacity: 0.7 } : { stroke: 'var(--border-strong)' }
            }
            content={(tooltip) => (
              <ChartTooltip
                active={tooltip.active}
                title={tooltip.label === undefined ? '' : full(String(tooltip.label))}
                rows={series.map(({ key, label: name, colour }) => {
                  const value = tooltip.payload?.find((entry) => entry.dataKey === key)?.value;
                  return { key, name, colour, value: typeof value === 'number' ? format.value(value) : '–' };
                })}
              />
            )}
          />
          {series.map(({ key, colour }) => {
            if (kind === 'bars') {
              return (
                <Bar
                  key={key}
                  dataKey={key}
                  stackId="all"
                  fill={colour}
                  isAnimationActive={false}
                  maxBarSize={36}
                />
              );
            }
            return (
              <Line
                key={key}
                dataKey={key}
                type="linear"
                stroke={colour}
                strokeWidth={1.75}
                dot={isSparse(points, key) ? { r: 3, fill: colour, strokeWidth: 0 } : false}
                connectNulls
                isAnimationActive={false}
              />
            );
          })}
        </ComposedChart>
      </ResponsiveContainer>
    </figure>
  );
}

/** So few values that the eye needs to see which are measured and which are only the line between. */
function isSparse(points: readonly Point[], key: string): boolean {
  return points.filter(({ values }) => values[key] != null).length < 25;
}
