import type { Outputs } from '@/components/api/trpc';

export type PlatformTenant = Outputs['platform']['listTenants']['items'][number];
