import { cn } from '@/components/ui/class-names';

/** Two heddles with their eyes, and the thread that passes through both: an H. */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 24 24" className={cn('size-6', className)} fill="none">
      <g stroke="currentColor" strokeWidth="2" strokeLinecap="round">
        <path d="M7 2v5.6M7 16.4V22M17 2v5.6M17 16.4V22" />
        <ellipse cx="7" cy="12" rx="2.6" ry="4.4" />
        <ellipse cx="17" cy="12" rx="2.6" ry="4.4" />
      </g>
      <path
        d="M1 14.2C3.4 14.2 4.6 12 7 12h10c2.4 0 3.6-2.2 6-2.2"
        className="stroke-thread"
        strokeWidth="2"
        strokeLinecap="round"
      />
    </svg>
  );
}

/** The mark with the name beside it. */
export function Logo({ className }: { className?: string }) {
  return (
    <span className={cn('inline-flex items-center gap-2', className)}>
      <LogoMark />
      <span className="text-[17px] font-semibold tracking-[-0.03em]">Heddle</span>
    </span>
  );
}
