import type { Outputs } from '@/components/api/trpc';

export type AuditEvent = Outputs['audit']['list']['items'][number];
