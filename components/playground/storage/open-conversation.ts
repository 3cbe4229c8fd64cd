const prefix = 'heddle:playground:open:';

/** Which conversation this tab has open, so that a reload comes back to it. Names only, no words of it. */
export const openConversation = {
  read(scope: string): string | undefined {
    return attempt(() => sessionStorage.getItem(prefix + scope)) ?? undefined;
  },
  write(scope: string, id: string): void {
    attempt(() => sessionStorage.setItem(prefix + scope, id));
  },
  forget(): void {
    attempt(() => {
      for (const key of Object.keys(sessionStorage))
        if (key.startsWith(prefix)) sessionStorage.removeItem(key);
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
