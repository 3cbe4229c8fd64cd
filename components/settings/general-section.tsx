'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { toast } from 'sonner';
import { QueryView } from '@/components/api/query-view';
import { type Outputs, useTRPC } from '@/components/api/trpc';
import { useMay, useTenant } from '@/components/shell/session';
import { Card, CardBody, CardFooter } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Form } from '@/components/ui/form';
import { FormError } from '@/components/ui/form-error';
import { Input } from '@/components/ui/input';
import { SkeletonCard } from '@/components/ui/skeleton';
import { SubmitButton } from '@/components/ui/submit-button';
import { PrivateNetworksCard } from './private-networks-card';
import { RulesCard } from './rules-card';
import { SlugInput } from './slug-input';
import { StoreContentCard } from './store-content-card';

export function GeneralSection() {
  const trpc = useTRPC();
  const tenant = useTenant();
  const t = useTranslations('settings.general');
  const mayWrite = useMay('tenant:write');
  const query = useQuery(trpc.tenants.get.queryOptions({ tenant }));
  return (
    <QueryView query={query} skeleton={<SkeletonCard className="h-56 max-w-2xl" />}>
      {(data) => (
        <div className="flex max-w-2xl flex-col gap-4">
          {!mayWrite && <p className="text-[13px] text-muted-foreground">{t('ownersChange')}</p>}
          <NameCard tenant={data} />
          <StoreContentCard tenant={data} />
          <RulesCard tenant={data} />
          <PrivateNetworksCard tenant={data} />
        </div>
      )}
    </QueryView>
  );
}

function NameCard({ tenant }: { tenant: Outputs['tenants']['get'] }) {
  const t = useTranslations('settings.general');
  const common = useTranslations('common');
  const router = useRouter();
  const trpc = useTRPC();
  const mayWrite = useMay('tenant:write');
  const [name, setName] = useState(tenant.name);
  const [slug, setSlug] = useState(tenant.slug);
  const update = useMutation(
    trpc.tenants.update.mutationOptions({
      // The address may have changed with the slug: what is loaded under the old one is left alone.
      meta: { showsError: true, changesNothing: true },
      onSuccess: (saved) => {
        toast.success(common('saved'));
        if (saved.slug !== tenant.slug) router.replace(`/${saved.slug}/settings`);
        router.refresh();
      },
    }),
  );

  function submit(event: FormEvent) {
    event.preventDefault();
    update.mutate({
      tenant: tenant.slug,
      ...(name !== tenant.name ? { name } : {}),
      ...(slug !== tenant.slug ? { slug } : {}),
    });
  }

  return (
    <Card>
      <Form onSubmit={submit}>
        <CardBody className="flex flex-col gap-4 py-5">
          <FormError message={update.error?.message} />
          <Field label={t('name')}>
            <Input
              required
              maxLength={100}
              disabled={!mayWrite}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          </Field>
          <Field label={t('slug')} hint={t('slugHint')}>
            <SlugInput disabled={!mayWrite} value={slug} onValueChange={setSlug} />
          </Field>
        </CardBody>
        {mayWrite && (
          <CardFooter>
            <SubmitButton
              size="small"
              variant="primary"
              pending={update.isPending}
              disabled={name === tenant.name && slug === tenant.slug}
            >
              {common('save')}
            </SubmitButton>
          </CardFooter>
        )}
      </Form>
    </Card>
  );
}
