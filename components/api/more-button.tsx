'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';

type MoreButtonProps = {
  /** A list that is loaded a page at a time. */
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
};

/** Loads the next page of a list; nothing where there is none. */
export function MoreButton({ query }: MoreButtonProps) {
  const t = useTranslations('common');
  if (!query.hasNextPage) return null;
  return (
    <div className="mt-4 flex justify-center">
      <Button size="small" pending={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
        {t('more')}
      </Button>
    </div>
  );
}
