import type { ReactNode } from 'react';

type TimeElementProps = { value: Date | string; className?: string; children: ReactNode };

/** Words for a moment; the exact instant is in its tooltip. */
export function TimeElement({ value, className, children }: TimeElementProps) {
  const instant = new Date(value).toISOString();
  return (
    // The server knows neither the reader's time zone nor their clock.
    <time dateTime={instant} title={instant} className={className} suppressHydrationWarning>
      {children}
    </time>
  );
}
