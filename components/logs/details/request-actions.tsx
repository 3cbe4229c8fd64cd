'use client';

import { Check, Link2, SquareTerminal } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { useSession } from '@/components/shell/session';
import { Button } from '@/components/ui/button';
import { logsHref } from '../logs-href';
import { curlCommand } from './curl-command';
import type { LogDetail } from './log-detail';

type RequestActionsProps = { id: string; log: LogDetail | undefined };

/** What can be done with a request: shown to a colleague, and made again. */
export function RequestActions({ id, log }: RequestActionsProps) {
  const t = useTranslations('logDetails.actions');
  const { gatewayAddress, tenant } = useSession();
  return (
    <div className="flex flex-wrap items-center gap-2">
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

type CopyAsProps = { icon: typeof Link2; label: string; disabled?: boolean; text: () => string };

/** Copies what is made only when it is asked for: a command may be a mebibyte long. */
function CopyAs({ icon, label, disabled, text }: CopyAsProps) {
  const common = useTranslations('common');
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1600);
    return () => clearTimeout(timer);
  }, [copied]);
  const Icon = copied ? Check : icon;
  return (
    <Button
      size="small"
      disabled={disabled}
      onClick={async () => {
        await navigator.clipboard.writeText(text());
        setCopied(true);
      }}
    >
      <Icon aria-hidden="true" className={copied ? 'text-success' : undefined} />
      {label}
      <span aria-live="polite" className="sr-only">
        {copied ? common('copied') : ''}
      </span>
    </Button>
  );
}
