'use client';

import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { Switch } from '@/components/ui/switch';
import type { Channel, Provider } from './channel';
import { addressOf, type ChannelDraft, withProvider } from './channel-draft';
import { ProviderField } from './provider-field';

/** What is wrong, by field: from the form itself, or from the server. */
export type ChannelProblems = Readonly<Partial<Record<string, string>>>;

type ChannelFieldsProps = {
  draft: ChannelDraft;
  onChange: (draft: ChannelDraft) => void;
  /** Absent: a new one. */
  channel: Channel | undefined;
  providers: readonly Provider[];
  recommendsTrial: boolean;
  problems: ChannelProblems;
};

/** Who is asked, where, and with which credential. What answers inside Heddle needs neither of the last two. */
export function ConnectionFields({
  draft,
  onChange,
  channel,
  providers,
  recommendsTrial,
  problems,
}: ChannelFieldsProps) {
  const t = useTranslations('channels');
  const common = useTranslations('common');
  const provider = providers.find(({ id }) => id === draft.provider);
  const moved = channel !== undefined && addressOf(draft) !== channel.baseUrl;
  const credentialRequired = provider?.needsCredential === true && (channel?.hasCredential !== true || moved);
  return (
    <>
      <Field
        label={t('provider')}
        hint={provider?.builtIn ? t('builtInHint') : undefined}
        error={problems.provider}
      >
        <ProviderField
          value={draft.provider}
          providers={providers}
          recommendsTrial={recommendsTrial}
          disabled={channel !== undefined}
          onChange={(chosen) => onChange(withProvider(draft, chosen, provider))}
        />
      </Field>
      <Field label={t('name')} hint={t('nameHint')} error={problems.name}>
        <Input
          required
          maxLength={100}
          autoComplete="off"
          value={draft.name}
          onChange={(event) => onChange({ ...draft, name: event.target.value })}
        />
      </Field>
      {provider && !provider.builtIn && (
        <>
          <Field
            label={t('credential')}
            error={problems.credential}
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
              data-remedy="credential"
              required={credentialRequired}
              maxLength={10_000}
              placeholder={channel?.hasCredential ? `••••${channel.credentialHint ?? ''}` : undefined}
              value={draft.credential}
              onChange={(event) => onChange({ ...draft, credential: event.target.value })}
              className="font-mono text-[13px]"
            />
          </Field>
          {provider.documentationUrl && (
            <p className="-mt-3 text-xs">
              <a href={provider.documentationUrl} target="_blank" rel="noreferrer" className="link-thread">
                {t('getCredential', { provider: provider.name })}
              </a>
            </p>
          )}
          <Field
            label={t('baseUrl')}
            error={problems.baseUrl}
            aside={provider.needsBaseUrl ? undefined : common('optional')}
            hint={provider.baseUrl ? t('baseUrlHint') : undefined}
          >
            <Input
              type="url"
              inputMode="url"
              autoComplete="off"
              data-remedy="baseUrl"
              required={provider.needsBaseUrl}
              maxLength={2_000}
              placeholder={provider.baseUrl ?? 'https://…/v1'}
              value={draft.baseUrl}
              onChange={(event) => onChange({ ...draft, baseUrl: event.target.value })}
              className="font-mono text-[13px]"
            />
          </Field>
        </>
      )}
    </>
  );
}

type RoutingFieldsProps = Pick<ChannelFieldsProps, 'draft' | 'onChange'>;

/** When its turn comes, and whether it gets one. */
export function RoutingFields({ draft, onChange }: RoutingFieldsProps) {
  const t = useTranslations('channels');
  return (
    <>
      <div className="grid grid-cols-2 gap-4">
        <Field label={t('priority')} hint={t('priorityHint')}>
          <Input
            type="number"
            min={0}
            max={1_000_000}
            required
            value={draft.priority}
            onChange={(event) => onChange({ ...draft, priority: event.target.value })}
          />
        </Field>
        <Field label={t('weight')} hint={t('weightHint')}>
          <Input
            type="number"
            min={1}
            max={1_000_000}
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
    </>
  );
}
