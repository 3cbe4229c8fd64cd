'use client';

import { useSyncExternalStore } from 'react';

const subscribe = () => () => undefined;

/** False in what the server renders, and true from the browser's first look on: for what only the browser knows. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => true,
    () => false,
  );
}
