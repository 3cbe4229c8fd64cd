'use client';

import { Code } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { lazy, Suspense, useState } from 'react';
import type { Json } from '@/components/code-samples/chat-completion';
import { Button } from '@/components/ui/button';

const ViewCodeDialog = lazy(async () => ({ default: (await import('./view-code-dialog')).ViewCodeDialog }));

/** Shows the request that the playground makes. The dialog is loaded when it is first wanted. */
export function ViewCodeButton({ body }: { body: () => { [key: string]: Json } }) {
  const t = useTranslations('playground');
  const [shown, setShown] = useState<{ [key: string]: Json }>();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        size="small"
        aria-label={t('viewCode')}
        onClick={() => {
          setShown(body());
          setOpen(true);
        }}
      >
        <Code aria-hidden="true" />
        <span className="max-sm:hidden">{t('viewCode')}</span>
      </Button>
      {shown && (
        <Suspense>
          <ViewCodeDialog body={shown} open={open} onOpenChange={setOpen} />
        </Suspense>
      )}
    </>
  );
}
