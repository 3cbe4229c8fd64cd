'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { type Inputs, useTRPC } from '@/components/api/trpc';
import { downloadCsv } from '@/components/format/download-csv';

/** Saves the requests that match a filter as a file. */
export function useExportLogs() {
  const t = useTranslations('logs');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [pending, setPending] = useState(false);
  async function run({ cursor: _cursor, limit: _limit, ...filter }: Inputs['logs']['search']) {
    setPending(true);
    try {
      const { csv, rows, truncated } = await queryClient.fetchQuery(trpc.logs.export.queryOptions(filter));
      downloadCsv(csv, `heddle-logs-${filter.tenant}.csv`);
      if (truncated) toast.info(t('exportTruncated', { rows }));
    } catch (error) {
      toast.error(error instanceof Error ? error.message : String(error));
    } finally {
      setPending(false);
    }
  }
  return { run, pending };
}
