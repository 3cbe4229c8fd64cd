'use client';

import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';
import type { Settings } from './conversation/conversation';
import { ModelField, type ModelOption } from './model-field';
import { SamplingField } from './sampling-field';

type SettingsPanelProps = {
  settings: Settings;
  onChange: (settings: Settings) => void;
  models: readonly ModelOption[];
  teams: readonly { id: string; name: string }[];
};

/** What goes along with each question: the model, the system prompt, and how its words are drawn. */
export function SettingsPanel({ settings, onChange, models, teams }: SettingsPanelProps) {
  const t = useTranslations('playground');
  const { model, system, sampling, teamId } = settings;
  return (
    <div className="flex flex-col gap-5">
      <Field label={t('model')}>
        <ModelField
          model={model}
          models={models}
          onChange={(next) => onChange({ ...settings, model: next })}
        />
      </Field>
      {teams.length > 1 && (
        <Field label={t('team')} hint={t('teamHint')}>
          <Select
            value={teamId ?? ''}
            onValueChange={(next) => onChange({ ...settings, teamId: next })}
            options={teams.map((team) => ({ value: team.id, label: team.name }))}
          />
        </Field>
      )}
      <Field label={t('system')}>
        <Textarea
          value={system}
          rows={4}
          placeholder={t('systemPlaceholder')}
          onChange={(event) => onChange({ ...settings, system: event.target.value })}
        />
      </Field>
      <SamplingField
        label={t('temperature')}
        value={sampling.temperature}
        initial={1}
        min={0}
        max={2}
        step={0.05}
        onChange={(temperature) => onChange({ ...settings, sampling: { ...sampling, temperature } })}
      />
      <SamplingField
        label={t('topP')}
        value={sampling.topP}
        initial={1}
        min={0}
        max={1}
        step={0.01}
        onChange={(topP) => onChange({ ...settings, sampling: { ...sampling, topP } })}
      />
      <Field label={t('maximumTokens')}>
        <Input
          type="number"
          inputMode="numeric"
          min={1}
          placeholder={t('providerDefault')}
          value={sampling.maximumTokens ?? ''}
          onChange={(event) => {
            const value = Number.parseInt(event.target.value, 10);
            const maximumTokens = Number.isInteger(value) && value > 0 ? value : undefined;
            onChange({ ...settings, sampling: { ...sampling, maximumTokens } });
          }}
        />
      </Field>
    </div>
  );
}
