'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { navigation } from './navigation';
import { pageKeys } from './page-keys';
import { useSession } from './session';

type ShellKeys = { onCommandMenu: () => void; onShortcuts: () => void };

/** How long after G the second key counts. */
const sequenceMs = 1_500;

/** ⌘K or Ctrl K opens the command menu, ? the list of shortcuts, and G with a second key goes to a page. */
export function useShellKeys({ onCommandMenu, onShortcuts }: ShellKeys): void {
  const router = useRouter();
  const { tenant } = useSession();
  const beganAt = useRef(0);
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const key = event.key.toLowerCase();
      if (key === 'k' && (event.metaKey || event.ctrlKey)) {
        event.preventDefault();
        onCommandMenu();
        return;
      }
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return;
      if (event.key === '?') {
        event.preventDefault();
        onShortcuts();
        return;
      }
      const isSecond = event.timeStamp - beganAt.current < sequenceMs && beganAt.current > 0;
      beganAt.current = key === 'g' && !isSecond ? event.timeStamp : 0;
      if (!isSecond) return;
      const page = navigation
        .flatMap(({ destinations }) => destinations)
        .find(
          ({ key: name, permission }) => pageKeys[name] === key && tenant.permissions.includes(permission),
        );
      if (!page) return;
      event.preventDefault();
      router.push(`/${tenant.slug}/${page.key}`);
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [router, tenant, onCommandMenu, onShortcuts]);
}

/** Letters there are text, or find something in a list; behind a dialog nothing moves. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest(
      'input, textarea, select, [contenteditable=true], [role=dialog], [role=menu], [role=listbox]',
    ) !== null
  );
}
