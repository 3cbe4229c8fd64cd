'use client';

import { useState } from 'react';

export type Isolation = {
  /** The one series that stands out; null: all do. */
  isolated: string | null;
  pinned: string | null;
  /** For as long as it is pointed at or focused. */
  hover: (key: string | null) => void;
  /** Until it is pressed again. */
  togglePin: (key: string) => void;
};

/** Which series of a chart stands out, chosen in its legend. */
export function useIsolation(): Isolation {
  const [hovered, setHovered] = useState<string | null>(null);
  const [pinned, setPinned] = useState<string | null>(null);
  return {
    isolated: hovered ?? pinned,
    pinned,
    hover: setHovered,
    togglePin: (key) => setPinned((current) => (current === key ? null : key)),
  };
}
