/** First and last day of the month before, in UTC: bills are written then. */
export function lastMonth(now = new Date()): { from: string; to: string } {
  const day = (time: number) => new Date(time).toISOString().slice(0, 10);
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()];
  return { from: day(Date.UTC(year, month - 1, 1)), to: day(Date.UTC(year, month, 0)) };
}
