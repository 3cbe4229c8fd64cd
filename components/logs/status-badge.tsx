import { Badge } from '@/components/ui/badge';
import { cn } from '@/components/ui/class-names';

type StatusBadgeProps = {
  httpStatus: number;
  /** Shown beside the status; null where it stands elsewhere, or there is none. */
  errorCode: string | null;
  /** Where the status alone does not say it: a stream that broke off after a 200. */
  failed?: boolean;
  /** Where there is room: the error's code is never cut. */
  whole?: boolean;
};

/** What the client was answered. Client errors are amber, everything else that failed is red. */
export function StatusBadge({ httpStatus, errorCode, failed = errorCode !== null, whole }: StatusBadgeProps) {
  const isFailure = failed || httpStatus >= 400;
  const tone = !isFailure ? 'success' : httpStatus >= 400 && httpStatus < 500 ? 'warning' : 'danger';
  return (
    <Badge tone={tone} dot title={errorCode ?? undefined}>
      <span className="tabular">{httpStatus}</span>
      {errorCode && (
        <span className={cn('font-normal', !whole && 'max-w-44 truncate @max-[70rem]:hidden')}>
          {errorCode}
        </span>
      )}
    </Badge>
  );
}
