'use client';

import { useEffect } from 'react';

/**
 * Puts the height that an on-screen keyboard covers into `--keyboard-inset`, where the browser lays it over the page
 * (Safari); where it makes the page smaller instead, as `interactive-widget` asks, that is 0.
 */
export function useKeyboardInset(): void {
  useEffect(() => {
    const viewport = window.visualViewport;
    if (!viewport) return;
    const { style } = document.documentElement;
    const measure = () => {
      // A page that is zoomed by fingers is smaller, too, and has no keyboard.
      const covered = viewport.scale > 1.01 ? 0 : Math.max(0, window.innerHeight - viewport.height);
      style.setProperty('--keyboard-inset', `${Math.round(covered)}px`);
    };
    measure();
    viewport.addEventListener('resize', measure);
    return () => {
      viewport.removeEventListener('resize', measure);
      style.removeProperty('--keyboard-inset');
    };
  }, []);
}
