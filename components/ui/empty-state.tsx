import type { ReactNode } from 'react';
import { cn } from './class-names';
import { WarpGround } from './warp-ground';

type EmptyStateProps = { title: ReactNode; description: ReactNode; action?: ReactNode; className?: string };

/** An empty loom: says what belongs here and what to do next. */
export function EmptyState({ title, description, action, className }: EmptyStateProps) {
  return (
    <div
      className={cn(
        'relative isolate flex flex-col items-center overflow-hidden rounded-lg border border-dashed border-border-strong px-6 py-16 text-center',
        className,
      )}
    >
      <WarpGround className="[mask-image:radial-gradient(60%_80%_at_50%_20%,black,transparent)]" />
      <svg aria-hidden="true" viewBox="0 0 96 40" className="mb-5 h-10 w-24" fill="none">
        {[12, 30, 48, 66, 84].map((x) => (
          <g key={x} className="stroke-border-strong" strokeWidth="1.5">
            <path d={`M${x} 0v14M${x} 26v14`} />
            <ellipse cx={x} cy="20" rx="3" ry="6" />
          </g>
        ))}
        <path d="M0 20h48" className="stroke-thread" strokeWidth="2" strokeLinecap="round" />
        <circle cx="48" cy="20" r="2.5" className="fill-thread" />
      </svg>
      <h2 className="text-base font-semibold tracking-tight">{title}</h2>
      <p className="mt-1.5 max-w-md text-sm leading-relaxed text-muted-foreground">{description}</p>
      {action && <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
