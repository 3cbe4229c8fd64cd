import { logsHref } from '@/components/logs/logs-href';
import type { CommandKind } from './recent-items';

type Found = { kind: Exclude<CommandKind, 'page'>; id: string; label: string; hint: string | null };

/** Where something found is seen. Lists are narrowed to it. */
export function foundHref(tenant: string, { kind, id, label, hint }: Found): string {
  switch (kind) {
    case 'request':
      return logsHref(tenant, { request: id });
    case 'key':
      return `/${tenant}/keys?search=${encodeURIComponent(hint ?? label)}&ended=true`;
    case 'channel':
      return `/${tenant}/channels?search=${encodeURIComponent(label)}`;
    case 'model':
      return `/${tenant}/models?search=${encodeURIComponent(label)}`;
    case 'member':
      return `/${tenant}/settings?tab=members`;
    case 'team':
      return `/${tenant}/settings?tab=teams`;
  }
}
