import {
  ActivitySquare,
  Boxes,
  Cable,
  ChartNoAxesColumn,
  KeyRound,
  LayoutDashboard,
  type LucideIcon,
  MessageSquareText,
  Settings,
  Wallet,
} from 'lucide-react';
import type { TenantPermission } from '@/server/access/permissions';
import type { TenantPage } from './tenant-pages';

export type Destination = {
  /** Path below the tenant and name in the messages. */
  key: TenantPage;
  Icon: LucideIcon;
  /** What one must be allowed to do for the page to be of use. */
  permission: TenantPermission;
  /** What it shows belongs to teams: to who is in none it is empty. */
  ofTeams?: true;
};

/** The pages of a tenant, grouped as they stand in the sidebar. */
export const navigation: readonly {
  group: 'observe' | 'build' | 'manage';
  destinations: readonly Destination[];
}[] = [
  {
    group: 'observe',
    destinations: [
      { key: 'overview', Icon: LayoutDashboard, permission: 'usage:read', ofTeams: true },
      { key: 'logs', Icon: ActivitySquare, permission: 'logs:read', ofTeams: true },
      { key: 'usage', Icon: ChartNoAxesColumn, permission: 'usage:read', ofTeams: true },
    ],
  },
  {
    group: 'build',
    destinations: [
      { key: 'playground', Icon: MessageSquareText, permission: 'playground:use', ofTeams: true },
      { key: 'keys', Icon: KeyRound, permission: 'keys:read', ofTeams: true },
      { key: 'models', Icon: Boxes, permission: 'models:read' },
    ],
  },
  {
    group: 'manage',
    destinations: [
      { key: 'budgets', Icon: Wallet, permission: 'rules:read', ofTeams: true },
      { key: 'channels', Icon: Cable, permission: 'channels:read' },
      { key: 'settings', Icon: Settings, permission: 'tenant:read' },
    ],
  },
];
