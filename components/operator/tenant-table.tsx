import { Network } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { RowMenu } from '@/components/ui/row-menu';
import {
  Table,
  TableActionsCell,
  TableActionsHeader,
  TableBody,
  TableCell,
  TableCellNote,
  TableHead,
  TableHeader,
  TableRow,
} from '@/components/ui/table';
import type { PlatformTenant } from './platform-tenant';

type TenantTableProps = {
  tenants: readonly PlatformTenant[];
  onEdit: (tenant: PlatformTenant) => void;
};

export function TenantTable({ tenants, onEdit }: TenantTableProps) {
  const t = useTranslations('operator.tenants');
  return (
    <Table label={t('title')}>
      <TableHead>
        <TableRow>
          <TableHeader>{t('name')}</TableHeader>
          <TableHeader className="@max-2xl:hidden">{t('networks')}</TableHeader>
          <TableHeader className="text-right">{t('members')}</TableHeader>
          <TableHeader className="text-right">{t('channels')}</TableHeader>
          <TableActionsHeader />
        </TableRow>
      </TableHead>
      <TableBody>
        {tenants.map((tenant) => (
          <TableRow key={tenant.id}>
            <TableCell fill className="font-medium">
              <p className="wrap-anywhere">{tenant.name}</p>
              <TableCellNote className="wrap-anywhere">{tenant.slug}</TableCellNote>
            </TableCell>
            <TableCell className="max-w-72 font-mono text-xs text-muted-foreground @max-2xl:hidden">
              <p className="wrap-anywhere">{tenant.privateNetworks.join(', ') || t('publicOnly')}</p>
            </TableCell>
            <TableCell className="tabular text-right">{tenant.memberCount}</TableCell>
            <TableCell className="tabular text-right">{tenant.channelCount}</TableCell>
            <TableActionsCell>
              <RowMenu
                label={t('actionsFor', { name: tenant.name })}
                actions={[{ label: t('editNetworks'), Icon: Network, onSelect: () => onEdit(tenant) }]}
              />
            </TableActionsCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
