import type { Outputs } from '@/components/api/trpc';

/** All that is known of one request. */
export type LogDetail = Outputs['logs']['get'];
