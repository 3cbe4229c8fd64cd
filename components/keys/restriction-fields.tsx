'use client';

import { ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { CheckboxList } from '@/components/ui/checkbox-list';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Textarea } from '@/components/ui/textarea';
import type { EndpointKind } from '@/server/canonical/endpoint-kind';
import { endpointNames, itemsOf, type Restrictions } from './restrictions';

type RestrictionFieldsProps = {
  value: Restrictions;
  onChange: (value: Restrictions) => void;
  /** Something is set already: then it is seen at once. */
  open: boolean;
  children?: ReactNode;
};

/** From where and for what a key may be used, and the tags of its requests: folded away for those who need none. */
export function RestrictionFields({ value, onChange, open, children }: RestrictionFieldsProps) {
  const t = useTranslations('keys');
  const count = value.endpoints.length + itemsOf(value.addresses).length;
  return (
    <details className="group rounded-lg border" open={open}>
      <summary className="flex min-h-10 cursor-pointer list-none items-center gap-2 px-3.5 text-[13px] font-medium">
        <ChevronRight
          aria-hidden="true"
          className="size-4 text-muted-foreground transition-transform group-open:rotate-90"
        />
        {t('restrictions')}
        {count > 0 && <span className="font-normal text-muted-foreground">{count}</span>}
      </summary>
      <div className="flex flex-col gap-4 border-t px-3.5 py-3.5">
        <Field label={t('addresses')} hint={t('addressesHint')}>
          <Textarea
            rows={3}
            spellCheck={false}
            maxLength={6_000}
            placeholder={'10.20.0.0/16\n2001:db8::/32'}
            className="font-mono text-xs"
            value={value.addresses}
            onChange={(event) => onChange({ ...value, addresses: event.target.value })}
          />
        </Field>
        <fieldset className="flex min-w-0 flex-col gap-2">
          <legend className="mb-1.5 text-[13px] leading-none font-medium">{t('endpoints')}</legend>
          <CheckboxList
            options={Object.entries(endpointNames).map(([kind, label]) => ({ value: kind, label }))}
            chosen={value.endpoints}
            onChange={(endpoints) => onChange({ ...value, endpoints: endpoints as EndpointKind[] })}
            labelClassName="font-mono text-xs"
          />
          <p className="text-xs text-muted-foreground">
            {value.endpoints.length === 0 ? t('allEndpoints') : t('someEndpoints')}
          </p>
        </fieldset>
        <Field label={t('tags')} hint={t('tagsHint')}>
          <Input
            autoComplete="off"
            spellCheck={false}
            maxLength={400}
            placeholder="team:search, production"
            value={value.tags}
            onChange={(event) => onChange({ ...value, tags: event.target.value })}
          />
        </Field>
        {children}
      </div>
    </details>
  );
}
