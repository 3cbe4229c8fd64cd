import { loadMarkdown } from '@/components/markdown/load-markdown';
import { whenIdle } from '@/components/markdown/when-idle';

let asked = false;

/** Loads what an answer needs while the person writes their question. */
export function prefetchAnswers(): void {
  if (asked) return;
  asked = true;
  whenIdle(() => {
    const parts = [loadMarkdown(), import('./completion/run-completion'), import('./turn-list')];
    // Each is asked for again when it is needed.
    void Promise.all(parts).catch(() => undefined);
  });
}
