'use client';

import dynamic from 'next/dynamic';
import { Skeleton } from '@/components/ui/skeleton';

const load = () => import('./time-chart');

/** Fetches the drawing code while a page still waits for its figures. */
export function preloadCharts(): void {
  void load();
}

/** The chart, whose drawing code is heavy: a page shows its figures before it is there. */
export const LazyTimeChart = dynamic(() => load().then(({ TimeChart }) => TimeChart), {
  ssr: false,
  loading: () => <Skeleton className="h-full" />,
});
