/**
 * Milliseconds of the longest turn of the event loop while the work goes on, as processor time of this thread: how
 * busy the machine is with other things does not count.
 */
export async function longestTurn(work: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let last = process.threadCpuUsage();
  let going = true;
  const watch = () => {
    const { user, system } = process.threadCpuUsage(last);
    longest = Math.max(longest, (user + system) / 1000);
    last = process.threadCpuUsage();
    if (going) setImmediate(watch);
  };
  setImmediate(watch);
  try {
    await work();
  } finally {
    going = false;
    watch();
  }
  return longest;
}
