'use client';

import { useEffect, useState } from 'react';

const SHOWN_MS = 1600;

/** Puts a text on the clipboard, and says for a moment that it is there. */
export function useCopied(): { copied: boolean; copy: (text: string) => Promise<void> } {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  async function copy(text: string) {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  }
  return { copied, copy };
}
