import { Time } from './time';

/** A moment in a table: where that is narrow, the clock above the day, elsewhere both on one line. */
export function ShortTime({ value }: { value: Date | string }) {
  return (
    <>
      <Time value={value} to="second" className="@max-2xl:hidden" />
      <span className="@2xl:hidden">
        <Time value={value} to="clock" />
        <Time value={value} to="day" className="block text-xs" />
      </span>
    </>
  );
}
