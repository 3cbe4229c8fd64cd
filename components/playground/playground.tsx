'use client';

import { useQuery } from '@tanstack/react-query';
import { RotateCcw, SlidersHorizontal } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { parseAsString, useQueryState } from 'nuqs';
import { useEffect, useRef, useState } from 'react';
import { useTRPC } from '@/components/api/trpc';
import { useMay, useTenant } from '@/components/shell/session';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { Sheet, SheetContent, SheetTrigger } from '@/components/ui/sheet';
import { WarpGround } from '@/components/ui/warp-ground';
import { Composer } from './composer';
import { type Settings, shortenImages, type Turn, toRequestBody } from './conversation';
import { SettingsPanel } from './settings-panel';
import { TurnView } from './turn-view';
import { useConversation } from './use-conversation';
import { ViewCodeDialog } from './view-code-dialog';

export function Playground() {
  const t = useTranslations('playground');
  const trpc = useTRPC();
  const tenant = useTenant();
  const mayAddChannels = useMay('channels:write');
  const models = useQuery(trpc.models.list.queryOptions({ tenant }));
  const teams = useQuery(trpc.teams.list.queryOptions({ tenant }));
  const [model, setModel] = useQueryState('model', parseAsString.withDefault(''));
  const [rest, setRest] = useState<Omit<Settings, 'model'>>({ system: '', sampling: {} });
  const [chosenTeamId, setTeamId] = useState<string>();

  const options = (models.data?.items ?? []).map((item) => ({
    name: item.name,
    hint: item.channels.map((channel) => channel.name).join(', '),
  }));
  const settings: Settings = { ...rest, model: model || (options[0]?.name ?? '') };
  const teamId = chosenTeamId ?? teams.data?.items[0]?.id;
  const conversation = useConversation(teamId);
  const broken = [models, teams].find((query) => query.error !== null && query.data === undefined);
  const sample = toRequestBody(settings, turnsToShow(conversation.turns, t('samplePrompt')));

  const panel = (
    <SettingsPanel
      settings={settings}
      onChange={({ model: nextModel, ...nextRest }) => {
        if (nextModel !== settings.model) void setModel(nextModel);
        setRest(nextRest);
      }}
      models={options}
      teams={teams.data?.items ?? []}
      teamId={teamId}
      onTeamChange={setTeamId}
    />
  );

  return (
    <div className="lg:grid lg:grid-cols-[minmax(0,1fr)_17.5rem] lg:gap-8">
      <div className="flex -mb-14 min-h-[calc(100dvh-6.5rem)] min-w-0 flex-col lg:min-h-[calc(100dvh-3.5rem)]">
        <div className="mb-4 flex flex-wrap items-center justify-between gap-2">
          <h1 className="text-xl font-semibold tracking-[-0.015em]">{t('title')}</h1>
          <div className="flex gap-2">
            <Button
              size="small"
              variant="ghost"
              disabled={conversation.turns.length === 0}
              onClick={conversation.clear}
            >
              <RotateCcw aria-hidden="true" />
              {t('clear')}
            </Button>
            <ViewCodeDialog body={shortenImages(sample)} />
            <Sheet>
              <SheetTrigger asChild>
                <Button size="small" className="lg:hidden">
                  <SlidersHorizontal aria-hidden="true" />
                  {t('settings')}
                </Button>
              </SheetTrigger>
              <SheetContent title={t('settings')} className="max-w-sm">
                {panel}
              </SheetContent>
            </Sheet>
          </div>
        </div>

        {broken?.error ? (
          <ErrorState message={broken.error.message} onRetry={() => void broken.refetch()} />
        ) : models.data?.items.length === 0 ? (
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
        ) : teams.data?.items.length === 0 ? (
          <EmptyState
            title={t('noTeam')}
            description={t('noTeamDescription')}
            action={
              <Button asChild variant="primary">
                <Link href={`/${tenant}/settings?tab=teams`}>{t('createTeam')}</Link>
              </Button>
            }
          />
        ) : (
          <>
            <Conversation turns={conversation.turns} model={settings.model} />
            <div className="sticky bottom-4 mt-auto pt-6">
              <Composer
                streaming={conversation.streaming}
                disabled={settings.model === '' || teamId === undefined}
                onAsk={(text, images) => void conversation.ask(settings, text, images)}
                onStop={conversation.stop}
              />
            </div>
          </>
        )}
      </div>
      <aside aria-label={t('settings')} className="hidden border-l pl-8 lg:block">
        <div className="sticky top-8">{panel}</div>
      </aside>
    </div>
  );
}

/** What "View code" sends: the conversation up to the last question, or an example while there is none. */
function turnsToShow(turns: readonly Turn[], example: string): readonly Turn[] {
  if (turns.length === 0) return [{ id: 0, role: 'user', text: example, images: [] }];
  return turns.at(-1)?.role === 'assistant' ? turns.slice(0, -1) : turns;
}

type ConversationProps = Pick<ReturnType<typeof useConversation>, 'turns'> & { model: string };

function Conversation({ turns, model }: ConversationProps) {
  const t = useTranslations('playground');
  const end = useRef<HTMLDivElement>(null);
  const count = turns.length;

  // A new turn comes into sight; while an answer grows, the reader stays where they are.
  useEffect(() => {
    if (count > 0) end.current?.scrollIntoView({ block: 'end' });
  }, [count]);

  if (count === 0) {
    return (
      <div className="relative isolate grid flex-1 place-items-center text-center">
        <WarpGround className="[mask-image:radial-gradient(50%_50%_at_50%_50%,black_30%,transparent)]" />
        {model && (
          <p className="max-w-sm rounded-lg bg-background px-5 py-4 text-sm leading-relaxed wrap-anywhere text-muted-foreground">
            {t('empty', { model })}
          </p>
        )}
      </div>
    );
  }
  return (
    <>
      <ol aria-label={t('conversation')} className="flex flex-col gap-7">
        {turns.map((turn) => (
          <TurnView key={turn.id} turn={turn} />
        ))}
      </ol>
      <div ref={end} className="scroll-mb-40" />
    </>
  );
}
