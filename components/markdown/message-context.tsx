'use client';

import { createContext, useContext } from 'react';
import { type LinkDefinitions, noDefinitions } from './link-definitions';

/** What all blocks of a message share. */
export type MessageContext = {
  /** Names for screen readers, in the person's language. */
  label: { code: string; formula: string; table: string; image: string };
  definitions: LinkDefinitions;
  /** False in a message with more formulas than are drawn. */
  formulas: boolean;
};

const Context = createContext<MessageContext>({
  label: { code: 'code', formula: 'formula', table: 'table', image: 'Image' },
  definitions: noDefinitions,
  formulas: true,
});

export const MessageProvider = Context.Provider;

export function useMessage(): MessageContext {
  return useContext(Context);
}
