import type { Tokens } from 'marked';
import { cn } from '@/components/ui/class-names';
import { ScrollRegion } from '@/components/ui/scroll-region';
import { InlineTokens } from './inline-tokens';
import { useMessage } from './message-context';

const aligned = { left: 'text-left', center: 'text-center', right: 'text-right' };

/** A table; where it is wider than the answer, it scrolls in a frame of its own. */
export function MarkdownTable({ table, depth }: { table: Tokens.Table; depth: number }) {
  const { label } = useMessage();
  const cell = (column: Tokens.TableCell) =>
    cn('px-3 py-1.5 align-top first:pl-3.5 last:pr-3.5', aligned[column.align ?? 'left']);
  return (
    <ScrollRegion label={label.table} className="rounded-lg border">
      <div role="presentation" className="min-w-max [&_td]:max-w-96 [&_th]:max-w-96">
        <table className="w-full border-collapse text-[13.5px] leading-relaxed">
          <thead>
            <tr className="border-b bg-sunken">
              {table.header.map((head, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is known by its place.
                <th key={index} scope="col" className={cn(cell(head), 'font-medium')}>
                  <InlineTokens tokens={head.tokens} depth={depth} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its place.
              <tr key={index} className="border-b last:border-b-0">
                {row.map((data, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a column is known by its place.
                  <td key={column} className={cell(data)}>
                    <InlineTokens tokens={data.tokens} depth={depth} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </ScrollRegion>
  );
}
