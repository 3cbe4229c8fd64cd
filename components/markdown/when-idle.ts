type Work = () => void;

const waiting = new Set<Work>();
let asked = false;

/** Calls at the next idle moment of the page; Safari has none, and a short pause takes its place. */
function request(callback: (timeLeft: () => number) => void): void {
  if (typeof requestIdleCallback === 'function') {
    requestIdleCallback((deadline) => callback(() => deadline.timeRemaining()), { timeout: 1000 });
  } else {
    setTimeout(() => callback(() => 0), 50);
  }
}

function run(timeLeft: () => number): void {
  asked = false;
  for (const work of waiting) {
    waiting.delete(work);
    work();
    if (timeLeft() < 4) break;
  }
  schedule();
}

function schedule(): void {
  if (asked || waiting.size === 0) return;
  asked = true;
  request(run);
}

/** Does something when the page has nothing better to do, one after another. @returns what calls it off */
export function whenIdle(work: Work): () => void {
  waiting.add(work);
  schedule();
  return () => waiting.delete(work);
}
