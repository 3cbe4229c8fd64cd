'use client';

import { useState, useSyncExternalStore } from 'react';
import { useSession, useTenant } from '@/components/shell/session';
import { ConversationStore, type StoreState } from './conversation-store';

/** One for each person and tenant, for as long as this page is loaded. Empty on the server, which has no person. */
const stores = new Map<string, ConversationStore>();

const atServer: StoreState = { conversation: undefined, summaries: [], unkept: undefined };

/** The conversations of the person in the open tenant. */
export function useConversationStore(): { store: ConversationStore; state: StoreState } {
  const { user } = useSession();
  const scope = `${user.id}/${useTenant()}`;
  const [store] = useState(() => storeOf(scope));
  const state = useSyncExternalStore(store.subscribe, store.read, () => atServer);
  return { store, state };
}

function storeOf(scope: string): ConversationStore {
  const store = stores.get(scope) ?? new ConversationStore(scope);
  if (typeof window !== 'undefined') stores.set(scope, store);
  return store;
}
