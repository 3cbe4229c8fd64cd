'use client';

import { type RefCallback, useCallback, useState } from 'react';

/**
 * Shows a long list bit by bit: `count` of its items, and more whenever the element that `more` is set on comes into
 * sight. That element stands behind the last item shown while `hasMore`.
 * @param key of another list, which begins anew
 */
export function useGrowing(
  total: number,
  step: number,
  key = '',
): { count: number; hasMore: boolean; more: RefCallback<Element> } {
  const [grown, setGrown] = useState({ key, count: step });
  const shown = grown.key === key ? grown.count : step;
  const count = Math.min(total, shown);
  const more = useCallback(
    (element: Element | null) => {
      if (!element) return;
      const observer = new IntersectionObserver(
        (entries) => {
          if (entries.some(({ isIntersecting }) => isIntersecting)) setGrown({ key, count: count + step });
        },
        { rootMargin: '600px' },
      );
      observer.observe(element);
      return () => observer.disconnect();
    },
    [key, count, step],
  );
  return { count, hasMore: count < total, more };
}
