/** First letter of a tenant's name on a small woven square. */
export function TenantMark({ name }: { name: string }) {
  return (
    <span
      aria-hidden="true"
      className="grid size-6 shrink-0 place-items-center rounded-md bg-thread text-xs font-semibold text-thread-foreground"
    >
      {Array.from(name)[0]?.toUpperCase() ?? '·'}
    </span>
  );
}
