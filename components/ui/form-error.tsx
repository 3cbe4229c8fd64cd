/** What was wrong with the form as a whole. Announced when it appears. */
export function FormError({ message }: { message: string | undefined }) {
  return (
    <div role="alert" className="empty:hidden">
      {message && (
        <p className="rounded-md border border-danger/30 bg-danger-soft px-3 py-2 text-[13px] text-danger">
          {message}
        </p>
      )}
    </div>
  );
}
