import type { ReactNode } from 'react';
import { ScrollRegion } from '@/components/ui/scroll-region';

type DocsTableProps = {
  label: string;
  head: readonly string[];
  rows: readonly { key: string; cells: readonly ReactNode[] }[];
};

/** Facts in rows; the first cell names the row. */
export function DocsTable({ label, head, rows }: DocsTableProps) {
  return (
    <ScrollRegion label={label} className="mt-4 rounded-lg border bg-surface">
      <table className="w-full text-[13px]">
        <thead>
          <tr className="border-b text-left text-xs text-muted-foreground">
            {head.map((name) => (
              <th key={name} scope="col" className="px-3.5 py-2.5 font-medium whitespace-nowrap">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells: [first, ...others] }) => (
            <tr key={key} className="border-b align-top last:border-b-0">
              <th scope="row" className="px-3.5 py-2.5 text-left font-normal">
                {first}
              </th>
              {others.map((cell, index) => (
                <td key={head[index + 1]} className="px-3.5 py-2.5 leading-relaxed text-muted-foreground">
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
