import { Badge } from '@/components/ui/badge';

type StatusBadgeProps = { httpStatus: number; errorCode: string | null };

/** What the client was answered. Client errors are amber, everything else that failed is red. */
export function StatusBadge({ httpStatus, errorCode }: StatusBadgeProps) {
  const failed = errorCode !== null || httpStatus >= 400;
  const tone = !failed ? 'success' : httpStatus >= 400 && httpStatus < 500 ? 'warning' : 'danger';
  return (
    <Badge tone={tone} dot title={errorCode ?? undefined}>
      <span className="tabular">{httpStatus}</span>
      {errorCode && <span className="max-w-40 truncate font-normal max-sm:hidden">{errorCode}</span>}
    </Badge>
  );
}
