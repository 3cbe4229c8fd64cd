import { Skeleton, SkeletonRows } from '@/components/ui/skeleton';

/** Shown at once when one goes to another page of a tenant. */
export default function Loading() {
  return (
    <div aria-busy="true">
      <Skeleton className="mb-2 h-7 w-44" />
      <Skeleton className="mb-7 h-4 w-80 max-w-full" />
      <SkeletonRows />
    </div>
  );
}
