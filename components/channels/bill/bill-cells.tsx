'use client';

import { useTranslations } from 'next-intl';
import { formatNanoUsd } from '@/components/format/money';
import { useNumberFormats } from '@/components/format/use-number-formats';
import { TableCell } from '@/components/ui/table';
import type { BillSide } from './bill';

type BillCellsProps = { theirs: BillSide | null; ours: BillSide | null; countsTokens: boolean };

/** Theirs, ours, and by how much theirs is more. */
export function BillCells({ theirs, ours, countsTokens }: BillCellsProps) {
  return (
    <>
      <TableCell className="tabular text-right">
        <Side side={theirs} countsTokens={countsTokens} />
      </TableCell>
      <TableCell className="tabular text-right @max-xl:hidden">
        <Side side={ours} countsTokens={countsTokens} />
      </TableCell>
      <TableCell className="tabular text-right font-medium">
        <Difference theirs={theirs} ours={ours} countsTokens={countsTokens} />
      </TableCell>
    </>
  );
}

function Side({ side, countsTokens }: { side: BillSide | null; countsTokens: boolean }) {
  const { whole } = useNumberFormats();
  if (side === null) return <span className="text-muted-foreground">–</span>;
  return (
    <>
      {countsTokens && (
        <span className="block whitespace-nowrap">
          {whole(side.inputTokens)} / {whole(side.outputTokens)}
        </span>
      )}
      {side.costNanoUsd !== null && (
        <span className={countsTokens ? 'block text-xs text-muted-foreground' : 'block'}>
          {formatNanoUsd(side.costNanoUsd)}
        </span>
      )}
    </>
  );
}

function Difference({ theirs, ours, countsTokens }: BillCellsProps) {
  const t = useTranslations('channels.bill');
  const { whole } = useNumberFormats();
  const signed = (amount: number) => `${amount > 0 ? '+' : amount < 0 ? '−' : '±'}${whole(Math.abs(amount))}`;
  const input = (theirs?.inputTokens ?? 0) - (ours?.inputTokens ?? 0);
  const output = (theirs?.outputTokens ?? 0) - (ours?.outputTokens ?? 0);
  const cost =
    theirs === null || theirs.costNanoUsd !== null
      ? BigInt(theirs?.costNanoUsd ?? 0) - BigInt(ours?.costNanoUsd ?? 0)
      : null;
  const agrees = (!countsTokens || (input === 0 && output === 0)) && (cost ?? 0n) === 0n;
  if (agrees) return <span className="text-success">{t('agrees')}</span>;
  return (
    <>
      {countsTokens && (
        <span className="block whitespace-nowrap">
          {signed(input)} / {signed(output)}
        </span>
      )}
      {cost !== null && (
        <span className={countsTokens ? 'block text-xs text-muted-foreground' : 'block'}>
          {cost < 0n ? '−' : '+'}
          {formatNanoUsd(String(cost < 0n ? -cost : cost))}
        </span>
      )}
    </>
  );
}
