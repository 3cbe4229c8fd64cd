'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { toast } from 'sonner';
import { type Outputs, useTRPC } from '@/components/api/trpc';
import { useMay } from '@/components/shell/session';
import { Card, CardBody, CardFooter } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Form } from '@/components/ui/form';
import { FormError } from '@/components/ui/form-error';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';

/** Ten years. */
const MOST_DAYS = 3650;

/** How long records are kept, and what was said in them. */
export function RetentionCard({ tenant }: { tenant: Outputs['tenants']['get'] }) {
  const t = useTranslations('settings.general');
  const common = useTranslations('common');
  const trpc = useTRPC();
  const mayWrite = useMay('tenant:write');
  const [records, setRecords] = useState(textOf(tenant.retentionDays));
  const [contents, setContents] = useState(textOf(tenant.contentRetentionDays));
  const save = useMutation(
    trpc.tenants.setRetention.mutationOptions({
      meta: { showsError: true },
      onSuccess: () => toast.success(common('saved')),
    }),
  );
  const retentionDays = daysOf(records);
  const contentRetentionDays = daysOf(contents);
  const isSame =
    retentionDays === tenant.retentionDays && contentRetentionDays === tenant.contentRetentionDays;
  const deletes =
    isShorter(retentionDays, tenant.retentionDays) ||
    isShorter(contentRetentionDays, tenant.contentRetentionDays);

  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate({ tenant: tenant.slug, retentionDays, contentRetentionDays });
  }

  const days = { type: 'number', min: 1, step: 1, disabled: !mayWrite, placeholder: t('forGood') } as const;
  return (
    <Card>
      <Form onSubmit={submit}>
        <CardBody className="flex flex-col gap-4 py-5">
          <div>
            <h3 className="text-sm font-medium">{t('retention')}</h3>
            <p className="mt-1.5 text-[13px] leading-relaxed text-muted-foreground">{t('retentionHint')}</p>
          </div>
          <FormError message={save.error?.message} />
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label={t('retentionDays')}>
              <Input
                {...days}
                max={MOST_DAYS}
                value={records}
                onChange={(event) => setRecords(event.target.value)}
              />
            </Field>
            <Field label={t('contentRetentionDays')} hint={t('contentRetentionHint')}>
              <Input
                {...days}
                max={retentionDays ?? MOST_DAYS}
                value={contents}
                onChange={(event) => setContents(event.target.value)}
              />
            </Field>
          </div>
          {deletes && (
            <p role="status" className="text-[13px] text-warning">
              {t('retentionShorter')}
            </p>
          )}
        </CardBody>
        {mayWrite && (
          <CardFooter>
            <SubmitButton size="small" variant="primary" pending={save.isPending} disabled={isSame}>
              {common('save')}
            </SubmitButton>
          </CardFooter>
        )}
      </Form>
    </Card>
  );
}

function textOf(days: number | null): string {
  return days === null ? '' : String(days);
}

function daysOf(text: string): number | null {
  return text.trim() === '' ? null : Number(text);
}

function isShorter(days: number | null, before: number | null): boolean {
  return days !== null && (before === null || days < before);
}
