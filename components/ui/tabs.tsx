'use client';

import { Tabs as TabsPrimitive } from 'radix-ui';
import { type ComponentProps, useEffect, useRef } from 'react';
import { cn } from './class-names';

export function Tabs({ className, ...props }: ComponentProps<typeof TabsPrimitive.Root>) {
  return <TabsPrimitive.Root className={cn('flex min-w-0 flex-col', className)} {...props} />;
}

/** Underlined tabs: the thread runs under the chosen one. */
export function TabsList({ className, ...props }: ComponentProps<typeof TabsPrimitive.List>) {
  const list = useRef<HTMLDivElement>(null);
  // On a narrow screen the chosen tab may lie beyond the edge. Only the list is scrolled, never the page.
  useEffect(() => {
    const chosen = list.current?.querySelector<HTMLElement>('[data-state=active]');
    if (chosen)
      list.current?.scrollTo({ left: chosen.offsetLeft + chosen.offsetWidth - list.current.clientWidth });
  }, []);
  return (
    <TabsPrimitive.List
      ref={list}
      className={cn(
        'relative flex gap-4 sm:gap-5 overflow-x-auto border-b [scrollbar-width:none]',
        className,
      )}
      {...props}
    />
  );
}

export function TabsTrigger({
  className,
  onPointerDown,
  onKeyDown,
  onBlur,
  ...props
}: ComponentProps<typeof TabsPrimitive.Trigger>) {
  return (
    <TabsPrimitive.Trigger
      // The focus is moved by script, so browsers show its ring after a click too: the tab keeps which it was.
      onPointerDown={(event) => {
        event.currentTarget.dataset.clicked = '';
        onPointerDown?.(event);
      }}
      onKeyDown={(event) => {
        delete event.currentTarget.dataset.clicked;
        onKeyDown?.(event);
      }}
      onBlur={(event) => {
        delete event.currentTarget.dataset.clicked;
        onBlur?.(event);
      }}
      className={cn(
        '-mb-px flex shrink-0 items-center gap-1.5 border-b-2 border-transparent py-2 pointer-coarse:py-2.5 text-sm font-medium text-muted-foreground transition-colors',
        'rounded-t-sm hover:text-foreground data-[state=active]:border-thread data-[state=active]:text-foreground',
        'focus-visible:-outline-offset-4 data-clicked:outline-none',
        className,
      )}
      {...props}
    />
  );
}

export function TabsContent({ className, ...props }: ComponentProps<typeof TabsPrimitive.Content>) {
  return (
    <TabsPrimitive.Content className={cn('min-w-0 focus-visible:outline-offset-4', className)} {...props} />
  );
}
