'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { type Inputs, useTRPC } from '@/components/api/trpc';
import { downloadText } from '@/components/format/download-text';
import type { LogInput } from './log-input';

export type ExportFormat = NonNullable<Inputs['logs']['export']['format']>;

const types: Record<ExportFormat, string> = { csv: 'text/csv', jsonl: 'application/jsonl' };

/** Saves the requests that match a filter, in the order they are shown in, as a file. */
export function useExportLogs() {
  const t = useTranslations('logs');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [pending, setPending] = useState(false);
  async function run(input: LogInput, format: ExportFormat) {
    setPending(true);
    try {
      const { content, rows, truncated } = await queryClient.fetchQuery(
        trpc.logs.export.queryOptions({ ...input, format }, { staleTime: 0 }),
      );
      downloadText(content, `heddle-logs-${input.tenant}.${format}`, types[format]);
      if (truncated) toast.info(t('exportTruncated', { rows }));
    } catch (error) {
      toast.error(error instanceof Error ? error.message : String(error));
    } finally {
      setPending(false);
    }
  }
  return { run, pending };
}
