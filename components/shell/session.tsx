'use client';

import { createContext, type ReactNode, useContext } from 'react';
import type { Locale } from '@/messages/locales';
import type { TenantPermission } from '@/server/access/permissions';

export type ShellTenant = { slug: string; name: string };

export type ShellSession = {
  user: {
    id: string;
    name: string;
    email: string;
    isOperator: boolean;
    /** Null: as the browser says. */
    locale: Locale | null;
    timeZone: string | null;
  };
  /** All the person belongs to. */
  tenants: readonly ShellTenant[];
  /** The tenant whose pages are open. */
  tenant: ShellTenant & {
    role: string;
    permissions: readonly TenantPermission[];
    /** False for a member in no team: nothing that belongs to teams is there for them. */
    reachesTeams: boolean;
  };
  /** Address of the gateway up to and with /v1, as this browser reaches it. */
  gatewayAddress: string;
};

const SessionContext = createContext<ShellSession | undefined>(undefined);

export function SessionProvider({ session, children }: { session: ShellSession; children: ReactNode }) {
  return <SessionContext value={session}>{children}</SessionContext>;
}

/** Who is signed in and whose pages these are. Only inside the dashboard. */
export function useSession(): ShellSession {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession is for components inside the dashboard');
  return session;
}

/** The slug that goes into the input of every operation of the open tenant. */
export function useTenant(): string {
  return useSession().tenant.slug;
}

/** Whether the person may do it here. What is shown follows it; what is allowed is decided by the operations. */
export function useMay(permission: TenantPermission): boolean {
  return useSession().tenant.permissions.includes(permission);
}
