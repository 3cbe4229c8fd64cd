import type { ReactNode } from 'react';
import { cn } from '@/components/ui/class-names';
import { ScrollRegion } from '@/components/ui/scroll-region';

type DocsTableProps = {
  label: string;
  head: readonly string[];
  rows: readonly { key: string; cells: readonly ReactNode[] }[];
  /** Names of columns that a phone has no room for: the first cell says there what they say. */
  wideOnly?: readonly string[];
};

/** Facts in rows; the first cell names the row. */
export function DocsTable({ label, head, rows, wideOnly = [] }: DocsTableProps) {
  return (
    <ScrollRegion label={label} className="mt-4 rounded-lg border bg-surface">
      <table className="w-full text-[13px]">
        <thead>
          <tr className="border-b text-left text-xs text-muted-foreground">
            {head.map((name) => (
              <th
                key={name}
                scope="col"
                className={cn('px-3.5 py-2.5 font-medium', wideOnly.includes(name) && 'max-sm:hidden')}
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells: [first, ...others] }) => (
            <tr key={key} className="border-b align-top last:border-b-0">
              <th scope="row" className="min-w-36 px-3.5 py-2.5 text-left font-normal wrap-anywhere">
                {first}
              </th>
              {others.map((cell, index) => (
                <td
                  key={head[index + 1]}
                  className={cn(
                    'px-3.5 py-2.5 leading-relaxed text-muted-foreground',
                    wideOnly.includes(head[index + 1] ?? '') && 'max-sm:hidden',
                  )}
                >
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
