'use client';

import { Check, Link2, MessageSquareText, SquareTerminal } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { handOver } from '@/components/playground/hand-over';
import { useMay, useSession } from '@/components/shell/session';
import { Button } from '@/components/ui/button';
import { useCopied } from '@/components/ui/use-copied';
import { isTokenCount } from '../is-token-count';
import { logsHref } from '../logs-href';
import { curlCommand } from './curl-command';
import type { LogDetail } from './log-detail';

/** There, the words are for screen readers. */
const iconOnPhones = 'max-sm:w-10';

type RequestActionsProps = { id: string; log: LogDetail | undefined };

/** What can be done with a request: shown to a colleague, and made again. */
export function RequestActions({ id, log }: RequestActionsProps) {
  const t = useTranslations('logDetails.actions');
  const { gatewayAddress, tenant } = useSession();
  const mayAsk = useMay('playground:use');
  return (
    <div className="flex items-center gap-2">
      {mayAsk && log && canBeAsked(log) && <OpenInPlayground log={log} />}
      <CopyAs
        icon={SquareTerminal}
        label={t('curl')}
        disabled={!log || log.endpoint === 'unknown'}
        text={() => (log ? curlCommand(gatewayAddress, { ...log, body: log.content?.request ?? null }) : '')}
      />
      <CopyAs
        icon={Link2}
        label={t('link')}
        text={() => new URL(logsHref(tenant.slug, { request: id }), window.location.href).href}
      />
    </div>
  );
}

/** Whether there is a model that could be asked the same. */
function canBeAsked({ modelRequested, endpoint }: LogDetail): boolean {
  return modelRequested !== '' && !isTokenCount(endpoint);
}

/** Takes the conversation along where it is kept, else the model alone. */
function OpenInPlayground({ log }: { log: LogDetail }) {
  const t = useTranslations('logDetails.actions');
  const { tenant } = useSession();
  const router = useRouter();
  async function openPlayground() {
    const { content, dialect, stream, modelRequested: model } = log;
    const address = `/${tenant.slug}/playground`;
    const { readConversation } = await import('../conversation/read-conversation');
    const conversation = content && readConversation({ dialect, stream, ...content });
    if (!content || !conversation) {
      router.push(`${address}?model=${encodeURIComponent(model)}`);
      return;
    }
    const { playgroundMessages, samplingOf } = await import('../conversation/playground-messages');
    handOver({ model, messages: playgroundMessages(conversation), settings: samplingOf(content.request) });
    router.push(address);
  }
  return (
    <Button
      size="small"
      title={t('playground')}
      className={iconOnPhones}
      onClick={() => void openPlayground()}
    >
      <MessageSquareText aria-hidden="true" />
      <span className="max-sm:sr-only">{t('playground')}</span>
    </Button>
  );
}

type CopyAsProps = { icon: typeof Link2; label: string; disabled?: boolean; text: () => string };

/** Copies what is made only when it is asked for: a command may be a mebibyte long. */
function CopyAs({ icon, label, disabled, text }: CopyAsProps) {
  const common = useTranslations('common');
  const { copied, copy } = useCopied();
  const Icon = copied ? Check : icon;
  return (
    <Button
      size="small"
      title={label}
      className={iconOnPhones}
      disabled={disabled}
      onClick={() => void copy(text())}
    >
      <Icon aria-hidden="true" className={copied ? 'text-success' : undefined} />
      <span className="max-sm:sr-only">{label}</span>
      <span aria-live="polite" className="sr-only">
        {copied ? common('copied') : ''}
      </span>
    </Button>
  );
}
