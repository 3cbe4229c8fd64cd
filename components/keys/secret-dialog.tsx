'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type Outputs, useTRPC } from '@/components/api/trpc';
import { CodeSampleTabs } from '@/components/code-samples/code-sample-tabs';
import { useSession } from '@/components/shell/session';
import { Button } from '@/components/ui/button';
import { CopyLine } from '@/components/ui/copy-line';
import { Dialog, DialogContent } from '@/components/ui/dialog';

export type KeyWithSecret = Outputs['keys']['create'];

/** The only time a key's secret is seen, with a request to try it at once. */
export function SecretDialog({
  created,
  onClose,
}: {
  created: KeyWithSecret | undefined;
  onClose: () => void;
}) {
  const t = useTranslations('keys');
  const common = useTranslations('common');
  const trpc = useTRPC();
  const { gatewayAddress, tenant } = useSession();
  const models = useQuery(trpc.models.list.queryOptions({ tenant: tenant.slug }));
  return (
    <Dialog open={created !== undefined} onOpenChange={(open) => !open && onClose()}>
      {created && (
        <DialogContent
          title={t('secretTitle', { name: created.name })}
          description={t('secretDescription')}
          className="max-w-xl"
          onPointerDownOutside={(event) => event.preventDefault()}
          footer={
            <Button variant="primary" onClick={onClose}>
              {common('done')}
            </Button>
          }
        >
          <CopyLine text={created.secret} label={t('secret')} testId="key-secret" />
          <p className="mt-6 mb-1 text-[13px] font-medium">{t('tryIt')}</p>
          <CodeSampleTabs
            baseUrl={gatewayAddress}
            apiKey={created.secret}
            body={{
              model: created.models[0] ?? models.data?.items[0]?.name ?? 'gpt-4o-mini',
              messages: [{ role: 'user', content: t('samplePrompt') }],
            }}
          />
        </DialogContent>
      )}
    </Dialog>
  );
}
