'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type Outputs, useTRPC } from '@/components/api/trpc';
import { useMay } from '@/components/shell/session';
import { Card, CardBody } from '@/components/ui/card';
import { Label } from '@/components/ui/label';
import { Switch } from '@/components/ui/switch';

/** Whether prompts and answers are kept with the logs. Off unless somebody wants it. */
export function StoreContentCard({ tenant }: { tenant: Outputs['tenants']['get'] }) {
  const t = useTranslations('settings.general');
  const trpc = useTRPC();
  const mayWrite = useMay('tenant:write');
  const update = useMutation(trpc.tenants.update.mutationOptions());
  return (
    <Card>
      <CardBody className="flex items-start justify-between gap-6 py-5">
        <div>
          <Label htmlFor="store-content">{t('storeContent')}</Label>
          <p className="mt-1.5 text-[13px] leading-relaxed text-muted-foreground">{t('storeContentHint')}</p>
        </div>
        <Switch
          id="store-content"
          checked={tenant.storeContent}
          disabled={!mayWrite || update.isPending}
          onCheckedChange={(storeContent) => update.mutate({ tenant: tenant.slug, storeContent })}
        />
      </CardBody>
    </Card>
  );
}
