import type { Answer } from '../client/client.ts';
import type { Stage } from '../stage/stage.ts';

/** A whole Heddle on its stage. */
export interface Scene {
  stage: Stage;
  origin: string;
  /** The gateway's process that serves now. */
  gatewayPid(): number;
}

/** Something that goes wrong for a while. */
export interface Fault {
  name: string;
  /** Why it cannot be had on this machine; null where it can. */
  missing?(stage: Stage): string | null;
  /** Makes it so. @returns undoes it */
  strike(scene: Scene): Promise<() => Promise<void>>;
  /** Answers that may come to no end, where nobody is left to say it. */
  mayLose?(answer: Answer, struckAtMs: number): boolean;
}

/** A fault of a proxy, for as long as it lasts. */
export function undo(act: () => void | Promise<void>): () => Promise<void> {
  return async () => act();
}
