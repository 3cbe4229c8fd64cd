'use client';

import { useSyncExternalStore } from 'react';

const neverChanges = () => () => undefined;
const isApple = () => /mac|iphone|ipad/i.test(navigator.userAgent);

/** The key that goes with K, as it is called on this machine's keyboard. */
export function useModifierKey(): '⌘' | 'Ctrl' {
  const apple = useSyncExternalStore(neverChanges, isApple, () => true);
  return apple ? '⌘' : 'Ctrl';
}
