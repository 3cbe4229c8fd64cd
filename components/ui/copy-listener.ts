'use client';

import { createContext } from 'react';

/** Told of every text that a copy button inside it has put on the clipboard. */
export const CopyListener = createContext<((text: string) => void) | undefined>(undefined);
