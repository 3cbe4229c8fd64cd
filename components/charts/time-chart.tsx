'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
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
import { rowsAt, sumAt } from './chart-rows';
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
  nothing: ReactNode;
  /** What the dashed line of the points' `before` is; absent: there is none. */
  comparison?: string;
  /** The one series that stands out; null: all do. */
  isolated: string | null;
};

/** Values over time, as high as what they stand in. */
export function TimeChart({
  label,
  kind,
  points,
  series,
  bucket,
  format,
  nothing,
  comparison,
  isolated,
}: TimeChartProps) {
  const t = useTranslations('charts');
  const { timeZone, tick, full } = useTickFormat(bucket);
  const ticks = ticksOf({ points, series, stacked: kind === 'bars', withBefore: comparison !== undefined });
  const tickLabels = format.ticks(ticks);
  const isEmpty = ticks.length === 0;
  const opacityOf = (key: string) => (isolated === null || isolated === key ? 1 : 0.15);

  function notesAt(point: Point) {
    const notes = [];
    if (kind === 'bars' && series.length > 1) {
      notes.push({ name: t('sum'), value: format.value(sumAt(point, series)) });
    }
    if (comparison && point.before?.value != null) {
      notes.push({
        name: t('beforeAt', { time: full(point.before.time) }),
        value: format.value(point.before.value),
      });
    }
    return notes;
  }

  return (
    <figure
      aria-label={label}
      className="relative size-full [&_.recharts-surface]:overflow-visible [&_.recharts-surface]:outline-none"
    >
      {isEmpty && (
        <figcaption className="absolute inset-0 z-1 grid place-items-center pb-6 text-[13px] text-muted-foreground">
          {nothing}
        </figcaption>
      )}
      <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 480, height: 208 }}>
        <ComposedChart data={points} margin={{ top: 8, right: 4, bottom: 0, left: 0 }} barCategoryGap="18%">
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
              timeZone,
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
            content={({ active, label: time }) => {
              const point = points.find((candidate) => candidate.time === time);
              if (!point) return null;
              return (
                <ChartTooltip
                  active={active}
                  title={full(point.time)}
                  rows={rowsAt(point, series).map(({ key, label: name, colour, value }) => ({
                    key,
                    name,
                    colour,
                    value: value === null ? '–' : format.value(value),
                  }))}
                  notes={notesAt(point)}
                />
              );
            }}
          />
          {series.map(({ key, colour }) => {
            if (kind === 'bars') {
              return (
                <Bar
                  key={key}
                  dataKey={({ values }: Point) => values[key] ?? null}
                  stackId="all"
                  fill={colour}
                  fillOpacity={opacityOf(key)}
                  isAnimationActive={false}
                  maxBarSize={36}
                />
              );
            }
            return (
              <Line
                key={key}
                dataKey={({ values }: Point) => values[key] ?? null}
                type="linear"
                stroke={colour}
                strokeOpacity={opacityOf(key)}
                strokeWidth={1.75}
                dot={isSparse(points, key) ? { r: 3, fill: colour, strokeWidth: 0 } : false}
                connectNulls
                isAnimationActive={false}
              />
            );
          })}
          {comparison && (
            <Line
              dataKey={({ before }: Point) => before?.value ?? null}
              type="linear"
              stroke="var(--muted-foreground)"
              strokeWidth={1.5}
              strokeDasharray="4 4"
              dot={false}
              activeDot={false}
              connectNulls
              isAnimationActive={false}
            />
          )}
        </ComposedChart>
      </ResponsiveContainer>
    </figure>
  );
}

/** So few values that the eye needs to see which are measured and which are only the line between. */
function isSparse(points: readonly Point[], key: string): boolean {
  return points.filter(({ values }) => values[key] != null).length < 25;
}
