'use client';

import { useTranslations } from 'next-intl';
import { WarpGround } from '@/components/ui/warp-ground';
import type { Summary } from './storage/stored-conversation';

type EmptyConversationProps = { summaries: readonly Summary[]; onOpen: (id: string) => void };

/** How many of the last ones are offered. */
const offered = 4;

/** Before the first question: what a question does, and what was talked about last. */
export function EmptyConversation({ summaries, onOpen }: EmptyConversationProps) {
  const t = useTranslations('playground');
  return (
    <div className="relative isolate flex flex-col items-center pt-[max(1rem,16vh)] text-center">
      <WarpGround className="[mask-image:radial-gradient(50%_50%_at_50%_50%,black_30%,transparent)]" />
      <h2 className="text-xl font-semibold tracking-tight text-balance">{t('emptyTitle')}</h2>
      <p className="mt-2 max-w-md text-sm leading-relaxed text-muted-foreground">{t('empty')}</p>
      {summaries.length > 0 && (
        <div className="mt-8 w-full max-w-md text-left">
          <h3 className="px-3 pb-1.5 text-xs font-medium text-muted-foreground">{t('goOn')}</h3>
          <ul className="overflow-hidden rounded-lg border bg-surface shadow-card">
            {summaries.slice(0, offered).map(({ id, title }) => (
              <li key={id} className="border-b last:border-b-0">
                <button
                  type="button"
                  onClick={() => onOpen(id)}
                  className="block h-11 w-full truncate px-3 text-left text-sm outline-offset-[-2px] hover:bg-muted"
                >
                  {title}
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
