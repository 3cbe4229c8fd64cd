'use client';

import { useTranslations } from 'next-intl';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import type { ReactNode } from 'react';
import { AuditSection } from '@/components/audit/audit-section';
import { useSession } from '@/components/shell/session';
import { PageHeader } from '@/components/ui/page-header';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs';
import { AccountSection } from './account-section';
import { GeneralSection } from './general-section';
import { MembersSection } from './members-section';
import { settingsTabs } from './settings-tabs';
import { TeamsSection } from './teams-section';

const tabs = settingsTabs.map(({ name }) => name);

const sections: Record<(typeof tabs)[number], () => ReactNode> = {
  general: GeneralSection,
  teams: TeamsSection,
  members: MembersSection,
  audit: AuditSection,
  account: AccountSection,
};

export function SettingsPage() {
  const t = useTranslations('settings');
  const { permissions } = useSession().tenant;
  const [tab, setTab] = useQueryState('tab', parseAsStringLiteral(tabs).withDefault('general'));
  const shown = settingsTabs
    .filter(({ permission }) => permission === undefined || permissions.includes(permission))
    .map(({ name }) => name);
  return (
    <>
      <PageHeader title={t('title')} />
      <Tabs
        // Not every tab is for every role: an address may name one that is not.
        value={shown.find((name) => name === tab) ?? 'general'}
        onValueChange={(value) => {
          const next = tabs.find((name) => name === value);
          if (next) void setTab(next);
        }}
      >
        <TabsList aria-label={t('title')}>
          {shown.map((name) => (
            <TabsTrigger key={name} value={name}>
              {t(`tabs.${name}`)}
            </TabsTrigger>
          ))}
        </TabsList>
        {shown.map((name) => {
          const Section = sections[name];
          return (
            <TabsContent key={name} value={name} className="pt-6">
              <Section />
            </TabsContent>
          );
        })}
      </Tabs>
    </>
  );
}
