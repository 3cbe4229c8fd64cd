export const auditNouns = [
  'key',
  'rule',
  'channel',
  'price',
  'member',
  'team',
  'workspace',
  'account',
  'view',
] as const;
export const auditVerbs = ['create', 'change', 'delete', 'invite', 'access', 'use'] as const;

export type AuditNoun = (typeof auditNouns)[number];
export type AuditVerb = (typeof auditVerbs)[number];

/** What leaves an event in the log, by what it is done to and what is done. Each has a sentence in the messages. */
export const knownOperations: Readonly<Record<string, { noun: AuditNoun; verb: AuditVerb }>> = {
  'account.createTenant': { noun: 'workspace', verb: 'create' },
  'account.changePassword': { noun: 'account', verb: 'change' },
  'account.signUp': { noun: 'account', verb: 'create' },
  'account.update': { noun: 'account', verb: 'change' },
  'account.signIn': { noun: 'account', verb: 'access' },
  'account.signOut': { noun: 'account', verb: 'access' },
  'account.refuseSignIn': { noun: 'account', verb: 'access' },
  'tenants.update': { noun: 'workspace', verb: 'change' },
  'tenants.setRetention': { noun: 'workspace', verb: 'change' },
  'teams.create': { noun: 'team', verb: 'create' },
  'teams.update': { noun: 'team', verb: 'change' },
  'teams.delete': { noun: 'team', verb: 'delete' },
  'members.updateRole': { noun: 'member', verb: 'change' },
  'members.remove': { noun: 'member', verb: 'delete' },
  'members.invite': { noun: 'member', verb: 'invite' },
  'members.revokeInvitation': { noun: 'member', verb: 'delete' },
  'members.renewInvitation': { noun: 'member', verb: 'invite' },
  'members.acceptInvitation': { noun: 'member', verb: 'invite' },
  'keys.create': { noun: 'key', verb: 'create' },
  'keys.update': { noun: 'key', verb: 'change' },
  'keys.rotate': { noun: 'key', verb: 'change' },
  'keys.revoke': { noun: 'key', verb: 'delete' },
  'playground.createKey': { noun: 'key', verb: 'use' },
  'limits.create': { noun: 'rule', verb: 'create' },
  'limits.update': { noun: 'rule', verb: 'change' },
  'limits.set': { noun: 'rule', verb: 'change' },
  'limits.delete': { noun: 'rule', verb: 'delete' },
  'budgets.create': { noun: 'rule', verb: 'create' },
  'budgets.update': { noun: 'rule', verb: 'change' },
  'budgets.set': { noun: 'rule', verb: 'change' },
  'budgets.reset': { noun: 'rule', verb: 'change' },
  'budgets.delete': { noun: 'rule', verb: 'delete' },
  'channels.create': { noun: 'channel', verb: 'create' },
  'channels.update': { noun: 'channel', verb: 'change' },
  'channels.delete': { noun: 'channel', verb: 'delete' },
  'channels.setEnabled': { noun: 'channel', verb: 'change' },
  'channels.fetchModels': { noun: 'channel', verb: 'use' },
  'channels.try': { noun: 'channel', verb: 'use' },
  'channels.test': { noun: 'channel', verb: 'use' },
  'reconciliation.compare': { noun: 'channel', verb: 'use' },
  'prices.set': { noun: 'price', verb: 'change' },
  'prices.delete': { noun: 'price', verb: 'delete' },
  'platform.setPrivateNetworks': { noun: 'workspace', verb: 'change' },
  'platform.setPrice': { noun: 'price', verb: 'change' },
  'platform.deletePrice': { noun: 'price', verb: 'delete' },
  'platform.rotateReceiptKey': { noun: 'workspace', verb: 'change' },
  'platform.adjustLedger': { noun: 'price', verb: 'change' },
  'views.create': { noun: 'view', verb: 'create' },
  'views.update': { noun: 'view', verb: 'change' },
  'views.delete': { noun: 'view', verb: 'delete' },
  'demo.seed': { noun: 'workspace', verb: 'create' },
};

/** The operations that verbs and nouns stand for; undefined where neither narrows anything. */
export function operationsOf(verbs: readonly string[], nouns: readonly string[]): string[] | undefined {
  if (verbs.length === 0 && nouns.length === 0) return undefined;
  return Object.entries(knownOperations)
    .filter(([, { verb }]) => verbs.length === 0 || verbs.includes(verb))
    .filter(([, { noun }]) => nouns.length === 0 || nouns.includes(noun))
    .map(([operation]) => operation);
}
