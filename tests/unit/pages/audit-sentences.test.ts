import { createTranslator } from 'next-intl';
import { describe, expect, it } from 'vitest';
import { groupByDay } from '../../../components/audit/day.ts';
import { knownOperations, operationsOf } from '../../../components/audit/known-operations.ts';
import { sentenceValues, type Told } from '../../../components/audit/sentence-values.ts';
import en from '../../../messages/en.json' with { type: 'json' };
import zh from '../../../messages/zh.json' with { type: 'json' };
import { operations } from '../../../server/services/index.ts';

/** Events that are no operation's. */
const others = ['account.signIn', 'account.signOut', 'account.refuseSignIn', 'demo.seed'];
const audited = [
  ...operations.filter(({ kind }) => kind === 'mutation').map(({ name }): string => name),
  ...others,
];

/** The sentence of an event, its marks as brackets. */
function tell(locale: 'en' | 'zh', event: Partial<Told> & { operation: string }): string {
  const messages = { en, zh }[locale];
  const t = createTranslator({
    locale,
    messages: messages as typeof en,
    onError: (error) => {
      throw error;
    },
  });
  const told: Told = {
    actorType: 'user',
    actorName: 'ann@example.com',
    actorLabel: 'Ann',
    targetId: 'id',
    targetName: 'backend',
    details: {},
    ...event,
  };
  const values = sentenceValues(told, {
    locale,
    actor: ({ actorLabel }) => actorLabel ?? '',
    role: (name) => t(`settings.members.roles.${name}`),
    field: (name) => t(`audit.fields.${name}`),
  });
  const mark = (chunks: string) => `[${chunks}]`;
  return t.markup(`audit.sentences.${event.operation}` as 'audit.sentences.unknown', {
    operation: '',
    actor: '',
    target: '',
    ...values,
    who: mark,
    what: mark,
  });
}

describe.each(['en', 'zh'] as const)('in %s', (locale) => {
  it.each(audited)('%s has a sentence that says who', (operation) => {
    const sentence = tell(locale, { operation });
    expect(sentence).toContain('[Ann]');
    expect(sentence).not.toMatch(/sentences|undefined|\{|\}/);
  });
});

it('every operation that leaves an event is found by its verb and its noun', () => {
  expect(audited.filter((operation) => !Object.hasOwn(knownOperations, operation))).toEqual([]);
  expect(operationsOf(['delete'], ['key'])).toEqual(['keys.revoke']);
  expect(operationsOf([], [])).toBeUndefined();
});

it.each([
  [
    'keys.revoke',
    { prefix: 'hk_ab12' },
    '[Ann] revoked the key [backend (hk_ab12…)]',
    '[Ann] 吊销了密钥 [backend (hk_ab12…)]',
  ],
  [
    'members.updateRole',
    { role: 'owner', previousRole: 'member' },
    '[Ann] changed the role of [backend] from Member to Owner',
    '[Ann] 将 [backend] 的角色由成员改为所有者',
  ],
  [
    'members.updateRole',
    { teamIds: [] },
    '[Ann] changed the teams of [backend]',
    '[Ann] 更改了 [backend] 所属的团队',
  ],
  [
    'members.remove',
    { keys: 'revoke', keyIds: ['id'] },
    '[Ann] removed [backend] from the workspace and revoked their API keys',
    '[Ann] 将 [backend] 移出了工作区，并吊销了其 API 密钥',
  ],
  [
    'members.remove',
    { keys: 'revoke' },
    '[Ann] removed [backend] from the workspace',
    '[Ann] 将 [backend] 移出了工作区',
  ],
  [
    'channels.update',
    { enabled: false },
    '[Ann] turned off the channel [backend]',
    '[Ann] 停用了渠道 [backend]',
  ],
  [
    'channels.update',
    { credentialReplaced: true, weight: 2 },
    '[Ann] changed the credential and weight of the channel [backend]',
    '[Ann] 更改了渠道 [backend] 的凭据和权重',
  ],
  [
    'tenants.update',
    { storeContent: true },
    '[Ann] turned on storing of prompts and answers',
    '[Ann] 开启了提示词与回答的存储',
  ],
  [
    'teams.update',
    { previousName: 'Weavers', name: 'backend' },
    '[Ann] renamed the team Weavers to [backend]',
    '[Ann] 将团队 Weavers 重命名为 [backend]',
  ],
  [
    'account.changePassword',
    { endedSessions: 2 },
    '[Ann] changed their password, which ended 2 other sessions',
    '[Ann] 更改了自己的密码，并结束了 2 个其他会话',
  ],
])('%s with %j', (operation, details, english, chinese) => {
  expect(tell('en', { operation, details })).toBe(english);
  expect(tell('zh', { operation, details })).toBe(chinese);
});

it('days are those of the reader’s zone', () => {
  const events = ['2026-01-02T01:00:00Z', '2026-01-01T23:30:00Z', '2026-01-01T12:00:00Z'].map(
    (createdAt) => ({
      createdAt,
    }),
  );
  expect(groupByDay(events, 'UTC').map(({ day, items }) => [day, items.length])).toEqual([
    ['2026-01-02', 1],
    ['2026-01-01', 2],
  ]);
  expect(groupByDay(events, 'Asia/Shanghai').map(({ day, items }) => [day, items.length])).toEqual([
    ['2026-01-02', 2],
    ['2026-01-01', 1],
  ]);
});
