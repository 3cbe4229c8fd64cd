'use client';

import { useEffect, useState } from 'react';
import { type LogColumnName, logColumnNames, usualColumns } from './log-columns';

const storageKey = 'heddle.logs.columns';

/** The columns somebody wants to see, remembered by this browser. */
export function useLogColumns() {
  const [chosen, setChosen] = useState<readonly LogColumnName[]>(usualColumns);
  useEffect(() => {
    const names = readChoice(localStorage.getItem(storageKey));
    if (names.length > 0) setChosen(names);
  }, []);
  return {
    chosen,
    choose: (names: readonly string[]) => {
      const next = logColumnNames.filter((name) => name === 'time' || names.includes(name));
      setChosen(next);
      localStorage.setItem(storageKey, next.join(','));
    },
    reset: () => {
      setChosen(usualColumns);
      localStorage.removeItem(storageKey);
    },
  };
}

function readChoice(stored: string | null): LogColumnName[] {
  const names = stored?.split(',') ?? [];
  return logColumnNames.filter((name) => names.includes(name));
}
