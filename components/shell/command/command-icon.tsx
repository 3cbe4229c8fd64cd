import {
  ActivitySquare,
  Boxes,
  Cable,
  FileText,
  KeyRound,
  type LucideIcon,
  UserRound,
  UsersRound,
} from 'lucide-react';
import type { CommandKind } from './recent-items';

const icons: Record<CommandKind, LucideIcon> = {
  page: FileText,
  request: ActivitySquare,
  key: KeyRound,
  channel: Cable,
  model: Boxes,
  member: UserRound,
  team: UsersRound,
};

export function CommandIcon({ kind }: { kind: CommandKind }) {
  const Icon = icons[kind];
  return <Icon aria-hidden="true" />;
}
