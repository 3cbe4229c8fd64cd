'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { type Outputs, useTRPC } from '@/components/api/trpc';
import { RulesDialog } from '@/components/rules/rules-dialog';
import { useMay } from '@/components/shell/session';
import { Button } from '@/components/ui/button';
import { Card, CardBody } from '@/components/ui/card';
import { Label } from '@/components/ui/label';
import { Switch } from '@/components/ui/switch';

/** Limits and budgets of the whole workspace, and what becomes of requests while nothing can be counted. */
export function RulesCard({ tenant }: { tenant: Outputs['tenants']['get'] }) {
  const t = useTranslations('rules');
  const trpc = useTRPC();
  const mayWrite = useMay('tenant:write');
  const mayWriteRules = useMay('rules:write-all');
  const [editing, setEditing] = useState(false);
  const update = useMutation(trpc.tenants.update.mutationOptions());
  return (
    <Card>
      <CardBody className="flex items-start justify-between gap-6 py-5">
        <div>
          <h3 className="text-[13px] font-medium">{t('workspaceRules')}</h3>
          <p className="mt-1.5 text-[13px] leading-relaxed text-muted-foreground">
            {t('workspaceRulesHint')}
          </p>
        </div>
        {mayWriteRules && (
          <Button size="small" onClick={() => setEditing(true)}>
            {t('change')}
          </Button>
        )}
      </CardBody>
      <CardBody className="flex items-start justify-between gap-6 border-t py-5">
        <div>
          <Label htmlFor="counters-away">{t('countersAway')}</Label>
          <p className="mt-1.5 text-[13px] leading-relaxed text-muted-foreground">{t('countersAwayHint')}</p>
        </div>
        <Switch
          id="counters-away"
          checked={tenant.countersAway === 'admit'}
          disabled={!mayWrite || update.isPending}
          onCheckedChange={(admit) =>
            update.mutate({ tenant: tenant.slug, countersAway: admit ? 'admit' : 'refuse' })
          }
        />
      </CardBody>
      <RulesDialog
        of={editing ? { name: tenant.name, place: {} } : undefined}
        onClose={() => setEditing(false)}
      />
    </Card>
  );
}
