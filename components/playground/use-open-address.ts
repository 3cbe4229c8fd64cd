'use client';

import { parseAsString, useQueryState } from 'nuqs';
import { useEffect, useState } from 'react';
import type { ConversationStore, StoreState } from './conversation-store';
import { readHandedOver, takeOver } from './hand-over';

type OpenAddress = { ready: boolean; named: boolean };

/**
 * Opens what the page was called for: a conversation that another page handed over, `?model=` with a new one, or
 * `?conversation=`. From then on the address names the open one, so that a reload comes back to it.
 * @returns whether the open conversation is known, and whether it is one that the address named
 */
export function useOpenAddress(store: ConversationStore, { conversation }: StoreState): OpenAddress {
  const [model, setModel] = useQueryState('model', parseAsString);
  const [named, setNamed] = useQueryState('conversation', parseAsString);
  const [begun, setBegun] = useState(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only what the page was called with, once.
  useEffect(() => {
    void store.start(named ?? undefined).then(() => {
      const handed = takeOver();
      if (handed) store.beginWith(readHandedOver(handed));
      else if (model !== null) store.begin({ model });
      if (model !== null) void setModel(null);
      setBegun(true);
    });
  }, [store]);

  const said = conversation !== undefined && Object.keys(conversation.tree.turns).length > 0;
  const address = said ? conversation.id : null;
  useEffect(() => {
    if (begun && address !== named) void setNamed(address);
  }, [begun, address, named, setNamed]);
  return { ready: begun && conversation !== undefined, named: named !== null };
}
