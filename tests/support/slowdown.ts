/** Long enough to be interrupted by others as often as anything else is. */
const WORK_US = 300_000;

/** How many times as long as on an idle machine things take: the clock's time of some work over the processor's. */
export function slowdown(): number {
  const beganAt = performance.now();
  const before = process.threadCpuUsage();
  for (;;) {
    const { user, system } = process.threadCpuUsage(before);
    if (user + system >= WORK_US)
      return Math.max(1, ((performance.now() - beganAt) * 1000) / (user + system));
  }
}
