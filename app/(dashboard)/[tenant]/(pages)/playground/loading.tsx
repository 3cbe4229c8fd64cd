/** The playground before it is there: it fills the window from the beginning, so that nothing moves when it comes. */
export default function PlaygroundLoading() {
  return (
    <div data-full-page aria-busy="true" className="h-[calc(100dvh-3.5rem)] lg:h-dvh">
      <div className="h-14 border-b" />
    </div>
  );
}
