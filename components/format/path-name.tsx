import { Fragment } from 'react';
import { cn } from '@/components/ui/class-names';

type PathNameProps = {
  name: string;
  /** Shows all of it, on as many lines as it takes, broken at its slashes first. */
  wrap?: boolean;
  className?: string;
};

/**
 * A name that may be a path, on one line. Where there is no room for all of it, it loses its beginning first:
 * "accounts/fireworks/models/llama-v3p1-405b-instruct" is told from its neighbours by its end.
 */
export function PathName({ name, wrap, className }: PathNameProps) {
  if (wrap) {
    return (
      <span className={cn('block wrap-anywhere', className)}>
        {name.split(/(?<=\/)/).map((piece, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a piece is known by its place in the name.
          <Fragment key={index}>
            {piece}
            <wbr />
          </Fragment>
        ))}
      </span>
    );
  }
  const lastStart = /\s/.test(name) ? 0 : name.lastIndexOf('/') + 1;
  if (lastStart === 0) {
    return (
      <span title={name} className={cn('block truncate', className)}>
        {name}
      </span>
    );
  }
  return (
    <span title={name} className={cn('flex min-w-0', className)}>
      <span className="min-w-[2em] shrink-[9999] truncate">{name.slice(0, lastStart)}</span>
      <span className="min-w-0 truncate">{name.slice(lastStart)}</span>
    </span>
  );
}
