import { closeSync, openSync } from 'node:fs';

/**
 * Tells what SIGHUP means to this process: that the terminal it was started from is gone, or, from whoever sends it to a
 * process with no terminal or with one that is still there, a word of their own.
 * @param onWord whoever runs this process wants its servers replaced
 * @returns resolves when the terminal is gone
 */
export function hangUp(onWord: () => void): Promise<void> {
  const hadTerminal = hasTerminal();
  return new Promise((resolve) => {
    process.on('SIGHUP', () => {
      if (hadTerminal && !hasTerminal()) resolve();
      else onWord();
    });
  });
}

/** /dev/tty is the terminal that controls a process, whatever its output goes to. */
function hasTerminal(): boolean {
  try {
    closeSync(openSync('/dev/tty', 'r'));
    return true;
  } catch {
    return false;
  }
}
