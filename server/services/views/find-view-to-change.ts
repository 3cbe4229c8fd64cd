import { Fault } from '../../canonical/fault.ts';
import { found } from '../found.ts';
import type { TenantContext } from '../operation.ts';

/**
 * A view that the caller may change: their own, or, for an owner of the tenant, one that somebody shares.
 * @throws Fault not_found where they do not see it, forbidden where they only see it
 */
export async function findViewToChange(
  { transaction, actor, role }: Pick<TenantContext, 'transaction' | 'actor' | 'role'>,
  id: string,
) {
  const visible = { id, OR: [{ userId: actor.id }, { shared: true }] };
  const view = found(await transaction.savedView.findFirst({ where: visible }), 'view');
  if (view.userId !== actor.id && role !== 'owner') {
    throw new Fault('forbidden', 'Only who made a shared view, and owners, may change it.');
  }
  return view;
}
