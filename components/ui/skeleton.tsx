import { cn } from './class-names';

/** A quiet place-holder in the shape of what is loading. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden="true" className={cn('animate-sheen rounded-md bg-muted', className)} />;
}

/** A card that is loading. */
export function SkeletonCard({ className }: { className?: string }) {
  return (
    <div className={cn('rounded-lg border bg-surface px-5 py-4 shadow-card', className)}>
      <Skeleton className="h-4 w-28" />
      <Skeleton className="mt-4 h-4 w-2/5" />
    </div>
  );
}

/** Rows of a list that is loading. */
export function SkeletonRows({ rows = 5, className }: { rows?: number; className?: string }) {
  return (
    <div aria-busy="true" className={cn('overflow-hidden rounded-lg border bg-surface', className)}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move.
        <div key={row} className="flex h-13 items-center gap-4 border-b px-4 last:border-b-0">
          <Skeleton className="h-3.5 w-1/4" />
          <Skeleton className="h-3.5 w-1/6" />
          <Skeleton className="ml-auto h-3.5 w-1/5" />
        </div>
      ))}
    </div>
  );
}
