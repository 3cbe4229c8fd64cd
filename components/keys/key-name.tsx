import { cn } from '@/components/ui/class-names';

type KeyNameProps = {
  name: string;
  /** The secret's first characters. */
  prefix: string;
  className?: string;
};

/** A key as people tell it from another of the same name. */
export function KeyName({ name, prefix, className }: KeyNameProps) {
  return (
    <span className={cn('inline-flex max-w-full min-w-0 items-baseline gap-1.5', className)}>
      <span title={name} className="min-w-0 truncate">
        {name}
      </span>
      <span className="shrink-0 font-mono text-xs text-muted-foreground">{prefix}…</span>
    </span>
  );
}
