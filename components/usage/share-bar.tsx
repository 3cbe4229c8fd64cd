/** A share from 0 to 1 as a bar, and in words where it is one of a whole. */
export function ShareBar({ share, text }: { share: number; text: string | null }) {
  return (
    <div className="flex items-center gap-3">
      <div aria-hidden="true" className="h-1.5 min-w-30 flex-1 rounded-full bg-muted">
        <div
          className="h-full rounded-full bg-thread"
          style={{ width: `${share * 100}%`, minWidth: share > 0 ? '2px' : undefined }}
        />
      </div>
      {text !== null && (
        <span className="tabular w-11 shrink-0 text-right text-xs text-muted-foreground">{text}</span>
      )}
    </div>
  );
}
