'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { useTRPC } from '@/components/api/trpc';
import { CodeSampleTabs } from '@/components/code-samples/code-sample-tabs';
import { useSession } from '@/components/shell/session';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { CopyLine } from '@/components/ui/copy-line';
import { CopyListener } from '@/components/ui/copy-listener';
import { Dialog, DialogContent } from '@/components/ui/dialog';
import type { KeyWithSecret } from './api-key';
import { signingDocsLink } from './signing-docs-link';

type SecretDialogProps = { created: KeyWithSecret | undefined; onClose: () => void };

/** The only time a key's secret is seen. However it is closed, it asks first while the secret has not been copied. */
export function SecretDialog({ created, onClose }: SecretDialogProps) {
  const t = useTranslations('keys');
  const [copied, setCopied] = useState<readonly string[]>([]);
  const [asking, setAsking] = useState(false);
  const secret = created?.secret;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each secret is to be copied anew.
  useEffect(() => {
    setCopied([]);
    setAsking(false);
  }, [secret]);

  const secrets = [created?.secret, created?.signingSecret].filter((each) => typeof each === 'string');
  const isCopied = secrets.every((each) => copied.includes(each));
  const close = () => (isCopied ? onClose() : setAsking(true));
  const noteCopied = (text: string) => {
    const seen = secrets.filter((each) => text.includes(each));
    setCopied((before) => [...new Set([...before, ...seen])]);
  };
  return (
    <>
      <Dialog open={created !== undefined} onOpenChange={(open) => !open && close()}>
        {created && <SecretContent created={created} onCopied={noteCopied} onClose={close} />}
      </Dialog>
      <ConfirmDialog
        open={created !== undefined && asking}
        onOpenChange={setAsking}
        title={t('uncopiedTitle')}
        description={t('uncopied')}
        action={t('closeUncopied')}
        onConfirm={onClose}
      />
    </>
  );
}

type SecretContentProps = {
  created: KeyWithSecret;
  onCopied: (text: string) => void;
  onClose: () => void;
};

function SecretContent({ created, onCopied, onClose }: SecretContentProps) {
  const t = useTranslations('keys');
  const common = useTranslations('common');
  const trpc = useTRPC();
  const { gatewayAddress, tenant } = useSession();
  const models = useQuery(trpc.models.list.queryOptions({ tenant: tenant.slug }));
  return (
    <DialogContent
      title={t('secretTitle', { name: created.name })}
      description={t('secretDescription')}
      className="max-w-xl"
      // A click beside it is no wish to close it.
      onPointerDownOutside={(event) => event.preventDefault()}
      onCopy={() => onCopied(document.getSelection()?.toString() ?? '')}
      footer={
        <Button variant="primary" onClick={onClose}>
          {common('done')}
        </Button>
      }
    >
      <CopyListener value={onCopied}>
        <CopyLine text={created.secret} label={t('secret')} testId="key-secret" />
        {created.signingSecret !== null && (
          <div className="mt-4 flex flex-col gap-2">
            <p className="text-[13px] font-medium">{t('signingSecret')}</p>
            <CopyLine text={created.signingSecret} label={t('signingSecret')} testId="signing-secret" />
            <p className="text-xs leading-relaxed text-muted-foreground">
              {t.rich('signingSecretHint', { link: signingDocsLink })}
            </p>
          </div>
        )}
        <p className="mt-6 mb-1 text-[13px] font-medium">{t('tryIt')}</p>
        <CodeSampleTabs
          baseUrl={gatewayAddress}
          apiKey={created.secret}
          body={{
            model: created.models[0] ?? models.data?.items[0]?.name ?? 'gpt-4o-mini',
            messages: [{ role: 'user', content: t('samplePrompt') }],
          }}
        />
      </CopyListener>
    </DialogContent>
  );
}
