import type { Person } from '../../access/caller.ts';

/** What a key's row keeps of the person who makes it: who may change it, and who made it, which stays. */
export function madeBy({ id, name }: Pick<Person, 'id' | 'name'>) {
  return { createdById: id, makerType: 'person', makerId: id, makerName: name } as const;
}
