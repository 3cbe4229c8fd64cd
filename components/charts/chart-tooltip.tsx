import { PathName } from '@/components/format/path-name';

type ChartTooltipProps = {
  active: boolean | undefined;
  title: string;
  rows: readonly { key: string; name: string; colour: string; value: string }[];
};

export function ChartTooltip({ active, title, rows }: ChartTooltipProps) {
  if (!active) return null;
  return (
    <div className="min-w-36 rounded-lg border bg-surface px-3 py-2.5 text-xs shadow-raised">
      <p className="mb-1.5 font-medium">{title}</p>
      <ul className="flex flex-col gap-1">
        {rows.map((row) => (
          <li key={row.key} className="flex items-center gap-2">
            <span className="h-2.5 w-0.5 rounded-full" style={{ background: row.colour }} />
            <PathName name={row.name} className="max-w-44 text-muted-foreground" />
            <span className="tabular ml-auto pl-4 font-medium">{row.value}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
