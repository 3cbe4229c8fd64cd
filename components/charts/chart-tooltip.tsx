import { PathName } from '@/components/format/path-name';

type ChartTooltipProps = {
  active: boolean | undefined;
  title: string;
  rows: readonly { key: string; name: string; colour: string; value: string }[];
  /** Below the rows: their sum, the period before. */
  notes: readonly { name: string; value: string }[];
};

export function ChartTooltip({ active, title, rows, notes }: ChartTooltipProps) {
  if (!active) return null;
  return (
    <div className="min-w-36 rounded-lg border bg-surface px-3 py-2.5 text-xs shadow-raised">
      <p className="mb-1.5 font-medium">{title}</p>
      <ul className="flex flex-col gap-1">
        {rows.map((row) => (
          <li key={row.key} className="flex items-center gap-2">
            <span className="size-2 shrink-0 rounded-[2px]" style={{ background: row.colour }} />
            <PathName name={row.name} className="max-w-44 text-muted-foreground" />
            <span className="tabular ml-auto pl-4 font-medium">{row.value}</span>
          </li>
        ))}
      </ul>
      {notes.length > 0 && (
        <ul className="mt-1.5 flex flex-col gap-1 border-t pt-1.5">
          {notes.map(({ name, value }) => (
            <li key={name} className="flex items-center gap-2 text-muted-foreground">
              {name}
              <span className="tabular ml-auto pl-4 font-medium text-foreground">{value}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
