import { Badge } from '@/components/ui/badge';
import { cn } from '@/components/ui/class-names';

type StatusBadgeProps = {
  httpStatus: number;
  errorCode: string | null;
  /** Where there is room: the error's code is never cut. */
  whole?: boolean;
};

/** What the client was answered. Client errors are amber, everything else that failed is red. */
export function StatusBadge({ httpStatus, errorCode, whole }: StatusBadgeProps) {
  const failed = errorCode !== null || httpStatus >= 400;
  const tone = !failed ? 'success' : httpStatus >= 400 && httpStatus < 500 ? 'warning' : 'danger';
  return (
    <Badge tone={tone} dot title={errorCode ?? undefined}>
      <span className="tabular">{httpStatus}</span>
      {errorCode && (
        <span className={cn('font-normal', !whole && 'max-w-32 truncate @max-[70rem]:hidden')}>
          {errorCode}
        </span>
      )}
    </Badge>
  );
}
