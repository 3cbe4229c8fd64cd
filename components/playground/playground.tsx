'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { lazy, Suspense, useEffect, useMemo, useRef } from 'react';
import { useTRPC } from '@/components/api/trpc';
import { useMay, useTenant } from '@/components/shell/session';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { usePlaygroundKey } from './completion/use-playground-key';
import { Composer } from './composer';
import { emptyDraft, firstSettings, type Settings, type Turn } from './conversation/conversation';
import { conversationTitle } from './conversation/conversation-title';
import { shortenImages, toRequestBody } from './conversation/request-body';
import { emptyTree, turnsOf } from './conversation/turn-tree';
import { conversationActions } from './conversation-actions';
import { ConversationPane } from './conversation-pane';
import { EmptyConversation } from './empty-conversation';
import { HistoryMenu } from './history-menu';
import { ModelField } from './model-field';
import { PlaygroundBar } from './playground-bar';
import { prefetchAnswers } from './prefetch-answers';
import { useConversationStore } from './use-conversation-store';
import { useKeyboardInset } from './use-keyboard-inset';
import { useOpenAddress } from './use-open-address';
import { ViewCodeButton } from './view-code-button';

const SettingsPanel = lazy(async () => ({ default: (await import('./settings-panel')).SettingsPanel }));
const TurnList = lazy(async () => ({ default: (await import('./turn-list')).TurnList }));

export function Playground() {
  const t = useTranslations('playground');
  const trpc = useTRPC();
  const tenant = useTenant();
  const mayAddChannels = useMay('channels:write');
  const models = useQuery(trpc.models.list.queryOptions({ tenant }));
  const teams = useQuery(trpc.teams.list.queryOptions({ tenant }));
  const { store, state } = useConversationStore();
  const { ready, named } = useOpenAddress(store, state);
  useKeyboardInset();
  const { conversation, summaries, unkept } = state;
  const options = (models.data?.items ?? []).map((item) => ({
    name: item.name,
    hint: item.channels.map((channel) => channel.name).join(', '),
  }));
  const kept = conversation?.settings ?? firstSettings;
  const teamItems = teams.data?.items ?? [];
  const settings: Settings = {
    ...kept,
    model: kept.model || (options[0]?.name ?? ''),
    teamId: teamItems.find(({ id }) => id === kept.teamId)?.id ?? teamItems[0]?.id,
  };
  const takeKey = usePlaygroundKey(settings.teamId);
  const field = useRef<HTMLTextAreaElement>(null);
  const latest = useRef({ settings, takeKey });
  useEffect(() => {
    latest.current = { settings, takeKey };
  });
  const actions = useMemo(
    () =>
      conversationActions({
        store,
        settings: () => latest.current.settings,
        takeKey: () => latest.current.takeKey(),
      }),
    [store],
  );

  const turns = useMemo(() => turnsOf(conversation?.tree ?? emptyTree), [conversation?.tree]);
  const last = turns.at(-1);
  const broken = [models, teams].find((query) => query.error !== null && query.data === undefined);
  const changeSettings = (next: Settings) => store.change((before) => ({ ...before, settings: next }));
  const changeModel = (model: string) => changeSettings({ ...settings, model });
  const open = (id: string) => void store.open(id);
  const panel = (
    <Suspense>
      <SettingsPanel settings={settings} onChange={changeSettings} models={options} teams={teamItems} />
    </Suspense>
  );

  return (
    <div
      data-full-page
      className="flex h-[calc(100dvh-3.5rem-var(--keyboard-inset,0px))] min-h-0 lg:h-[calc(100dvh-var(--keyboard-inset,0px))]"
    >
      <div className="flex min-w-0 flex-1 flex-col">
        <PlaygroundBar
          subject={conversation ? conversationTitle(conversation) : ''}
          fresh={turns.length === 0}
          onNew={() => {
            store.begin();
            field.current?.focus();
          }}
          history={
            <HistoryMenu store={store} summaries={summaries} openId={conversation?.id} onOpen={open} />
          }
          code={
            <ViewCodeButton
              body={() => shortenImages(toRequestBody(settings, turnsToShow(turns, t('samplePrompt'))))}
            />
          }
          settings={panel}
        />
        {broken?.error ? (
          <div className="p-4 sm:p-6">
            <ErrorState message={broken.error.message} onRetry={() => void broken.refetch()} />
          </div>
        ) : models.data?.items.length === 0 ? (
          <div className="p-4 sm:p-6">
            <EmptyState
              title={t('noModels')}
              description={t(mayAddChannels ? 'noModelsDescription' : 'noModelsForMembers')}
              action={
                mayAddChannels && (
                  <Button asChild variant="primary">
                    <Link href={`/${tenant}/channels?create=true`}>{t('addChannel')}</Link>
                  </Button>
                )
              }
            />
          </div>
        ) : teams.data?.items.length === 0 ? (
          <div className="p-4 sm:p-6">
            <EmptyState
              title={t('noTeam')}
              description={t('noTeamDescription')}
              action={
                <Button asChild variant="primary">
                  <Link href={`/${tenant}/settings?tab=teams`}>{t('createTeam')}</Link>
                </Button>
              }
            />
          </div>
        ) : (
          <>
            <ConversationPane asked={turns.findLast(({ role }) => role === 'user')?.id}>
              {conversation && turns.length > 0 ? (
                <Suspense>
                  <TurnList conversation={conversation} store={store} actions={actions} />
                </Suspense>
              ) : (
                (ready || !named) && <EmptyConversation summaries={summaries} onOpen={open} />
              )}
            </ConversationPane>
            <div className="mx-auto w-full max-w-3xl shrink-0 px-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:px-6 sm:pb-5">
              {unkept && (
                <p role="status" className="pb-1.5 text-xs text-warning">
                  {unkept === 'too-long' ? t('tooLongToKeep') : t('noRoomToKeep')}
                </p>
              )}
              <Composer
                fieldRef={field}
                draft={conversation?.draft ?? emptyDraft}
                onDraft={(change) => store.change((before) => ({ ...before, draft: change(before.draft) }))}
                streaming={last?.role === 'assistant' && last.state === 'streaming'}
                ready={ready}
                disabled={settings.model === '' || settings.teamId === undefined}
                onAsk={() => void actions.ask()}
                onStop={() => store.stop()}
                onFocus={prefetchAnswers}
                model={
                  <ModelField
                    model={settings.model}
                    models={options}
                    onChange={changeModel}
                    className="h-8 max-w-full border-transparent bg-transparent px-2 text-[13px] shadow-none pointer-coarse:text-[13px] lg:hidden"
                  />
                }
              />
            </div>
          </>
        )}
      </div>
      <aside
        aria-label={t('settings')}
        className="relative hidden w-76 shrink-0 overflow-y-auto border-l p-6 lg:block"
      >
        {panel}
      </aside>
    </div>
  );
}

/** What "View code" sends: the conversation up to the last question, or an example while there is none. */
function turnsToShow(turns: readonly Turn[], example: string): readonly Turn[] {
  if (turns.length === 0) return [{ id: '', role: 'user', text: example, images: [] }];
  return turns.at(-1)?.role === 'assistant' ? turns.slice(0, -1) : turns;
}
