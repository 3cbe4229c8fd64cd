'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import type { ChannelRemedy, ChannelTrial } from './channel';
import { OutcomeNote } from './outcome-note';
import { remedyFor } from './remedy';

const labels = {
  credential: 'replaceCredential',
  baseUrl: 'editAddress',
  models: 'fetchModels',
} as const satisfies Record<ChannelRemedy, string>;

type TrialNoteProps = {
  trial: ChannelTrial;
  /** Absent: there is nothing that could be changed (the simulator). */
  onRemedy: ((remedy: ChannelRemedy) => void) | undefined;
};

/** What came of a test, with the way to what mends it. */
export function TrialNote({ trial, onRemedy }: TrialNoteProps) {
  const t = useTranslations('channels');
  const remedy = onRemedy && remedyFor(trial.outcome);
  return (
    <OutcomeNote
      outcome={trial.outcome}
      durationMs={trial.latencyMs}
      status={trial.status}
      said={trial.error?.said ?? null}
      message={trial.error?.message ?? null}
      model={trial.model}
      text={trial.text}
      more={
        remedy && (
          <Button size="small" onClick={() => onRemedy(remedy)}>
            {t(labels[remedy])}
          </Button>
        )
      }
    />
  );
}
