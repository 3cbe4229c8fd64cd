import { cn } from '@/components/ui/class-names';
import { monogramOf } from './monograms';

type ProviderMarkProps = {
  /** Id in the registry; the same one always has the same mark. */
  id: string;
  name: string;
  className?: string;
};

/** A provider as a small square of dyed cloth with its letters. The name stands beside it: the mark is for the eye. */
export function ProviderMark({ id, name, className }: ProviderMarkProps) {
  const { letters, dye } = monogramOf(id, name);
  return (
    <span
      aria-hidden="true"
      className={cn(
        'relative grid size-8 shrink-0 place-items-center overflow-hidden rounded-md border text-[13px] leading-none font-semibold tracking-[-0.03em]',
        className,
      )}
      style={{
        // Letters take mostly the text's colour, so that they are read on the tint in either theme.
        color: `color-mix(in oklab, ${dye} 45%, var(--color-foreground))`,
        borderColor: `color-mix(in oklab, ${dye} 38%, var(--color-surface))`,
        background: `color-mix(in oklab, ${dye} 14%, var(--color-surface))`,
      }}
    >
      <span className={cn(letters.length > 1 && 'text-[0.86em]')}>{letters}</span>
      <span className="absolute inset-x-0 bottom-0 h-[9%] min-h-0.5" style={{ background: dye }} />
    </span>
  );
}
