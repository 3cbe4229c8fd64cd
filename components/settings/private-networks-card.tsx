import { useTranslations } from 'next-intl';
import type { Outputs } from '@/components/api/trpc';
import { Card, CardBody } from '@/components/ui/card';

/** Networks outside the public internet that the operator has opened to the channels. Nobody here can change them. */
export function PrivateNetworksCard({ tenant }: { tenant: Outputs['tenants']['get'] }) {
  const t = useTranslations('settings.general');
  if (tenant.privateNetworks.length === 0) return null;
  return (
    <Card>
      <CardBody className="py-5">
        <h3 className="text-[13px] font-medium">{t('privateNetworks')}</h3>
        <p className="mt-1.5 text-[13px] leading-relaxed text-muted-foreground">{t('privateNetworksHint')}</p>
        <p className="mt-2 font-mono text-xs wrap-anywhere">{tenant.privateNetworks.join(', ')}</p>
      </CardBody>
    </Card>
  );
}
