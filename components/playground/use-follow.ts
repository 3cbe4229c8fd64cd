'use client';

import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';

/** Nearer to the end than this, in pixels, a reader is at the end. */
const nearEnd = 48;

type Follow = {
  pane: RefObject<HTMLElement | null>;
  content: RefObject<HTMLDivElement | null>;
  /** Whether the end is in sight. */
  atEnd: boolean;
  /** Goes to the end and stays there while the content grows. */
  toEnd: () => void;
};

/**
 * Keeps the end of a pane in sight while its content grows, for whatever reason: words, pictures, colours. Who scrolls
 * up is left alone, until they come back to the end.
 */
export function useFollow(): Follow {
  const pane = useRef<HTMLElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  const [atEnd, setAtEnd] = useState(true);

  const settle = useCallback(() => {
    const element = pane.current;
    if (!element) return;
    if (following.current) element.scrollTop = element.scrollHeight;
    setAtEnd(following.current || distanceToEnd(element) <= nearEnd);
  }, []);

  const toEnd = useCallback(() => {
    following.current = true;
    settle();
  }, [settle]);

  useEffect(() => {
    const element = pane.current;
    const grown = content.current;
    if (!element || !grown) return;
    let before = element.scrollTop;
    const onScroll = () => {
      const now = element.scrollTop;
      // Content that shrinks moves the pane up as well; then it stands at its end.
      if (distanceToEnd(element) <= nearEnd) following.current = now >= before || distanceToEnd(element) <= 1;
      else if (now < before) following.current = false;
      before = now;
      setAtEnd(following.current || distanceToEnd(element) <= nearEnd);
    };
    const observer = new ResizeObserver(settle);
    observer.observe(grown);
    observer.observe(element);
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', onScroll);
    };
  }, [settle]);

  return { pane, content, atEnd, toEnd };
}

function distanceToEnd(element: HTMLElement): number {
  return element.scrollHeight - element.clientHeight - element.scrollTop;
}
