import { PathName } from '@/components/format/path-name';
import type { Series } from './series';

export function Legend({ series }: { series: readonly Series[] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted-foreground">
      {series.map(({ key, label, colour }) => (
        <li key={key} className="flex min-w-0 items-center gap-1.5">
          <span
            aria-hidden="true"
            className="h-2.5 w-0.5 shrink-0 rounded-full"
            style={{ background: colour }}
          />
          <PathName name={label} className="max-w-48" />
        </li>
      ))}
    </ul>
  );
}
