'use client';

import { useTranslations } from 'next-intl';
import { Combobox } from '@/components/ui/combobox';
import { Field } from '@/components/ui/field';
import { FormError } from '@/components/ui/form-error';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { Switch } from '@/components/ui/switch';
import type { Channel, Provider } from './channel';
import { type ChannelDraft, withProvider } from './channel-draft';
import { ModelRows } from './model-rows';

type ChannelFieldsProps = {
  draft: ChannelDraft;
  onChange: (draft: ChannelDraft) => void;
  channel: Channel | undefined;
  providers: readonly Provider[];
  failure: string | undefined;
};

export function ChannelFields({ draft, onChange, channel, providers, failure }: ChannelFieldsProps) {
  const t = useTranslations('channels');
  const common = useTranslations('common');
  const provider = providers.find(({ id }) => id === draft.provider);
  const moved = channel !== undefined && draft.baseUrl.trim() !== (channel.baseUrl ?? '');
  const credentialRequired = provider?.needsCredential === true && (channel === undefined || moved);
  return (
    <div className="flex flex-col gap-5">
      <FormError message={failure} />
      <Field label={t('provider')}>
        <Combobox
          value={draft.provider}
          disabled={channel !== undefined}
          onValueChange={(id) => {
            const chosen = providers.find((candidate) => candidate.id === id);
            if (chosen) onChange(withProvider(draft, chosen));
          }}
          options={providers.map(({ id, name }) => ({ value: id, label: name, hint: id }))}
          placeholder={t('chooseProvider')}
          searchPlaceholder={t('findProvider')}
        />
      </Field>
      <Field label={t('name')} hint={t('nameHint')}>
        <Input
          required
          maxLength={100}
          autoComplete="off"
          value={draft.name}
          onChange={(event) => onChange({ ...draft, name: event.target.value })}
        />
      </Field>
      <Field
        label={t('baseUrl')}
        aside={provider?.needsBaseUrl ? undefined : common('optional')}
        hint={provider?.baseUrl ? t('baseUrlHint') : undefined}
      >
        <Input
          type="url"
          inputMode="url"
          required={provider?.needsBaseUrl}
          placeholder={provider?.baseUrl ?? 'https://…/v1'}
          value={draft.baseUrl}
          onChange={(event) => onChange({ ...draft, baseUrl: event.target.value })}
          className="font-mono text-[13px]"
        />
      </Field>
      <Field
        label={t('credential')}
        aside={credentialRequired ? undefined : common('optional')}
        hint={
          moved
            ? t('credentialMoved')
            : channel?.hasCredential
              ? t(channel.credentialHint ? 'credentialKept' : 'credentialKeptUnseen', {
                  hint: channel.credentialHint ?? '',
                })
              : t('credentialHint')
        }
      >
        <Input
          type="password"
          autoComplete="off"
          data-1p-ignore
          required={credentialRequired}
          placeholder={channel?.hasCredential ? `••••${channel.credentialHint ?? ''}` : undefined}
          value={draft.credential}
          onChange={(event) => onChange({ ...draft, credential: event.target.value })}
          className="font-mono text-[13px]"
        />
      </Field>
      {provider?.documentationUrl && (
        <p className="-mt-3 text-xs">
          <a href={provider.documentationUrl} target="_blank" rel="noreferrer" className="link-thread">
            {t('getCredential', { provider: provider.name })}
          </a>
        </p>
      )}
      <ModelRows
        models={draft.models}
        suggestions={provider?.suggestedModels ?? []}
        onChange={(models) => onChange({ ...draft, models })}
      />
      <div className="grid grid-cols-2 gap-4">
        <Field label={t('priority')} hint={t('priorityHint')}>
          <Input
            type="number"
            min={0}
            required
            value={draft.priority}
            onChange={(event) => onChange({ ...draft, priority: event.target.value })}
          />
        </Field>
        <Field label={t('weight')} hint={t('weightHint')}>
          <Input
            type="number"
            min={1}
            required
            value={draft.weight}
            onChange={(event) => onChange({ ...draft, weight: event.target.value })}
          />
        </Field>
      </div>
      <div className="flex items-center justify-between gap-4 rounded-md border px-4 py-3">
        <div>
          <Label htmlFor="channel-enabled">{t('enabled')}</Label>
          <p className="mt-1 text-xs text-muted-foreground">{t('enabledHint')}</p>
        </div>
        <Switch
          id="channel-enabled"
          checked={draft.enabled}
          onCheckedChange={(enabled) => onChange({ ...draft, enabled })}
        />
      </div>
    </div>
  );
}
