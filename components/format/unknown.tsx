/** A dash in place of a figure that cannot be told, and why it cannot. */
export function Unknown({ why }: { why: string }) {
  return (
    <span title={why} className="text-muted-foreground">
      <span aria-hidden="true">–</span>
      <span className="sr-only">{why}</span>
    </span>
  );
}
