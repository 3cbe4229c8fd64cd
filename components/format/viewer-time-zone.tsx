'use client';

import { createContext, type ReactNode, useContext } from 'react';

const ChosenContext = createContext<string | null>(null);

type ViewerTimeZoneProviderProps = {
  /** Of the IANA database, as the person chose it; null: the browser's. */
  chosen: string | null;
  children: ReactNode;
};

/** Every time below is shown in this zone. */
export function ViewerTimeZoneProvider({ chosen, children }: ViewerTimeZoneProviderProps) {
  return <ChosenContext value={chosen}>{children}</ChosenContext>;
}

/** The zone a person chose for the pages; null where they leave it to the browser. */
export function useChosenTimeZone(): string | null {
  return useContext(ChosenContext);
}
