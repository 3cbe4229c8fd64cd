const idPrefix = 'heddle:playground:open:';
const draftPrefix = 'heddle:playground:draft:';

/** In characters; a longer draft is only kept with its conversation. */
const longestDraft = 100_000;

/** What is being written, and in which conversation. */
type UnsentText = { id: string; text: string };

/**
 * What this tab has open, so that a reload comes back to it: the conversation, and what was written in the last
 * moment, which is too late for a database.
 */
export const openConversation = {
  read(scope: string): string | undefined {
    return attempt(() => sessionStorage.getItem(idPrefix + scope)) ?? undefined;
  },
  write(scope: string, id: string): void {
    attempt(() => sessionStorage.setItem(idPrefix + scope, id));
  },
  writeUnsent(scope: string, unsent: UnsentText): void {
    if (unsent.text.length > longestDraft) return;
    attempt(() => sessionStorage.setItem(draftPrefix + scope, JSON.stringify(unsent)));
  },
  /** Gives back what was written last, once. */
  takeUnsent(scope: string): UnsentText | undefined {
    return attempt(() => {
      const kept = JSON.parse(sessionStorage.getItem(draftPrefix + scope) ?? 'null');
      sessionStorage.removeItem(draftPrefix + scope);
      return typeof kept?.id === 'string' && typeof kept.text === 'string' ? kept : undefined;
    });
  },
  forget(): void {
    attempt(() => {
      for (const key of Object.keys(sessionStorage)) {
        if (key.startsWith(idPrefix) || key.startsWith(draftPrefix)) sessionStorage.removeItem(key);
      }
    });
  },
};

/** A browser may refuse to store anything at all. */
function attempt<Result>(work: () => Result): Result | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
