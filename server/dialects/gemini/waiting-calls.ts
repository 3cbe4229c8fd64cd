/** A tool call that waits for its result, or no longer does. It may stand in several queues. */
export interface WaitingCall {
  readonly id: string;
  answered: boolean;
}

interface Queue {
  calls: WaitingCall[];
  /** Those before it are answered. */
  next: number;
}

/** Calls in queues by a key, oldest first. Each is looked at once, however many there are and in whatever order they are answered. */
export class WaitingCalls {
  readonly #queues = new Map<string, Queue>();

  add(key: string, call: WaitingCall): void {
    const queue = this.#queues.get(key);
    if (queue === undefined) this.#queues.set(key, { calls: [call], next: 0 });
    else queue.calls.push(call);
  }

  /** The oldest that is still open, answered from now on; undefined when there is none. */
  take(key: string): WaitingCall | undefined {
    const queue = this.#queues.get(key);
    if (queue === undefined) return undefined;
    let call = queue.calls[queue.next];
    while (call?.answered === true) {
      queue.next += 1;
      call = queue.calls[queue.next];
    }
    if (call === undefined) return undefined;
    call.answered = true;
    queue.next += 1;
    return call;
  }
}
