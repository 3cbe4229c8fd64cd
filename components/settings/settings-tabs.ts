import type { TenantPermission } from '@/server/access/permissions';

/** The tabs of the settings, and what one must be allowed to do to see them. */
export const settingsTabs = [
  { name: 'general', permission: undefined },
  { name: 'teams', permission: undefined },
  { name: 'members', permission: undefined },
  { name: 'audit', permission: 'audit:read' },
  { name: 'account', permission: undefined },
] as const satisfies readonly { name: string; permission: TenantPermission | undefined }[];
