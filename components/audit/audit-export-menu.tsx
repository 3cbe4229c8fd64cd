'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { useTRPCClient } from '@/components/api/trpc';
import { downloadText } from '@/components/format/download-text';
import { useTenant } from '@/components/shell/session';
import { DropdownMenuItem } from '@/components/ui/dropdown-menu';
import { ExportMenu } from '@/components/ui/export-menu';
import type { AuditFilterState } from './use-audit-filter';

type AuditExportMenuProps = { input: AuditFilterState['input']; disabled: boolean };

const formats = [
  { format: 'csv', label: 'exportCsv', type: 'text/csv' },
  { format: 'json', label: 'exportJson', type: 'application/json' },
] as const;

/** Saves what the filters leave as a file. */
export function AuditExportMenu({ input, disabled }: AuditExportMenuProps) {
  const t = useTranslations('audit');
  const client = useTRPCClient();
  const tenant = useTenant();
  const save = useMutation({
    meta: { changesNothing: true },
    mutationFn: async ({ format, type }: (typeof formats)[number]) => {
      const { text, rows, truncated } = await client.audit.export.query({ tenant, ...input, format });
      downloadText(text, `heddle-audit-${tenant}.${format}`, type);
      return { rows, truncated };
    },
    onSuccess: ({ rows, truncated }) =>
      void toast.success(t('exported', { count: rows }), {
        description: truncated ? t('exportTruncated') : undefined,
      }),
  });
  return (
    <ExportMenu label={t('export')} pending={save.isPending} disabled={disabled}>
      {formats.map((each) => (
        <DropdownMenuItem key={each.format} onSelect={() => save.mutate(each)}>
          {t(each.label)}
        </DropdownMenuItem>
      ))}
    </ExportMenu>
  );
}
