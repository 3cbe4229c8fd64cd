'use client';

import { useState } from 'react';

/** Where the focus is. A menu is about to close: then it is the button that opened it. */
function focusedElement(): HTMLElement | null {
  const active = document.activeElement;
  const menu = active?.closest('[role=menu]');
  const origin = menu ? document.getElementById(menu.getAttribute('aria-labelledby') ?? '') : active;
  return origin instanceof HTMLElement ? origin : null;
}

/**
 * Gives the focus back to where it was when a dialog opened. Radix does so for dialogs with a trigger of their own;
 * ours are mostly opened by what the page knows. For a component that is there only while the dialog is open.
 */
export function useFocusReturn(): { onCloseAutoFocus: (event: Event) => void } {
  const [origin] = useState(focusedElement);
  return {
    onCloseAutoFocus(event) {
      event.preventDefault();
      origin?.focus();
    },
  };
}
