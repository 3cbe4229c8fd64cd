import { cn } from '@/components/ui/class-names';
import { dyeOf } from './dye';

type ProviderMarkProps = {
  /** Id in the registry; the same one always has the same colour. */
  id: string;
  name: string;
  className?: string;
};

/** A provider as a small square: the first letter of its name over a thread of a colour of its own. */
export function ProviderMark({ id, name, className }: ProviderMarkProps) {
  return (
    <span
      aria-hidden="true"
      className={cn(
        'relative grid size-8 shrink-0 place-items-center overflow-hidden rounded-md border bg-surface text-[13px] font-semibold',
        className,
      )}
    >
      {Array.from(name)[0]?.toUpperCase()}
      <span className="absolute inset-x-0 bottom-0 h-[3px]" style={{ background: dyeOf(id) }} />
    </span>
  );
}
