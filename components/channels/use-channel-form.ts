'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { useTRPC } from '@/components/api/trpc';
import { useTenant } from '@/components/shell/session';
import type { Channel, Provider } from './channel';
import {
  addressOf,
  type ChannelDraft,
  channelFields,
  draftOf,
  isChanged,
  namesGivenTwice,
  withFacts,
} from './channel-draft';
import type { ChannelProblems } from './channel-fields';

type Failure = { message: string; data?: { path: string | null } | null | undefined };

const fields = ['provider', 'name', 'baseUrl', 'credential', 'models'];

/** A channel's form: what stands in it, and the four things that can be asked of the server with that. */
export function useChannelForm(
  channel: Channel | undefined,
  providers: readonly Provider[],
  onSaved: (channel: Channel, isNew: boolean) => void,
) {
  const t = useTranslations('channels');
  const common = useTranslations('common');
  const trpc = useTRPC();
  const tenant = useTenant();
  const [initial] = useState(() => draftOf(channel));
  const [draft, setDraft] = useState(initial);
  const [own, setOwn] = useState<ChannelProblems>({});
  const options = { meta: { showsError: true } };
  const asking = { meta: { showsError: true, changesNothing: true } };
  const create = useMutation(
    trpc.channels.create.mutationOptions({
      ...options,
      onSuccess: (saved) => {
        toast.success(t('created', { name: saved.name }));
        onSaved(saved, true);
      },
    }),
  );
  const update = useMutation(
    trpc.channels.update.mutationOptions({
      ...options,
      onSuccess: (saved) => {
        toast.success(common('saved'));
        onSaved(saved, false);
      },
    }),
  );
  const attempt = useMutation(trpc.channels.try.mutationOptions(asking));
  const listing = useMutation(
    trpc.channels.fetchModels.mutationOptions({
      ...asking,
      onSuccess: ({ items }) => setDraft((current) => withFacts(current, items)),
    }),
  );

  function change(next: ChannelDraft) {
    const reached = [next.provider, next.baseUrl, next.credential].join('\n');
    if (reached !== [draft.provider, draft.baseUrl, draft.credential].join('\n')) {
      attempt.reset();
      // A list stays as long as it may be the same provider's; what it met does not.
      if (next.provider !== draft.provider || listing.data?.ok === false) listing.reset();
    }
    for (const mutation of [create, update, attempt, listing]) if (mutation.error) mutation.reset();
    setOwn({});
    setDraft(next);
  }

  /** @returns whether nothing is missing that no control's own rule asks for */
  function check(): boolean {
    const problems = {
      ...(draft.provider === '' ? { provider: t('chooseProvider') } : {}),
      ...(draft.models.length === 0 ? { models: t('chooseModels') } : {}),
      ...(namesGivenTwice(draft.models).size > 0 ? { models: t('nameTwice') } : {}),
    };
    setOwn(problems);
    return Object.keys(problems).length === 0;
  }

  function save() {
    if (!check()) return;
    const common = channelFields(draft);
    const credential = draft.credential === '' ? undefined : draft.credential;
    if (channel) {
      const { baseUrl, ...rest } = common;
      const moved = baseUrl !== channel.baseUrl;
      update.mutate({ tenant, id: channel.id, credential, ...rest, ...(moved ? { baseUrl } : {}) });
    } else {
      create.mutate({ tenant, provider: draft.provider, credential, ...common });
    }
  }

  const unsaved = {
    tenant,
    id: channel?.id,
    provider: draft.provider,
    baseUrl: addressOf(draft),
    credential: draft.credential === '' ? null : draft.credential,
  };
  const failures: (Failure | null)[] = [create.error, update.error, attempt.error, listing.error];
  const failure = failures.find((each) => each !== null);
  const field = failure?.data?.path?.split(/[.[]/)[0] ?? '';
  return {
    draft,
    change,
    save,
    isChanged: isChanged(draft, initial),
    saving: create.isPending || update.isPending,
    provider: providers.find(({ id }) => id === draft.provider),
    problems: failure && fields.includes(field) ? { ...own, [field]: failure.message } : own,
    /** Of the form as a whole. */
    failure: failure && !fields.includes(field) ? failure.message : undefined,
    tryModel: (model: string) => attempt.mutate({ ...unsaved, model }),
    trial: attempt.data,
    trying: attempt.isPending,
    fetchModels: () => listing.mutate(unsaved),
    listing: listing.data,
    fetching: listing.isPending,
  };
}
