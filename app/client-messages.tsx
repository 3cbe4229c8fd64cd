import { NextIntlClientProvider } from 'next-intl';
import { getMessages } from 'next-intl/server';
import type { ReactNode } from 'react';
import type messages from '../messages/en.json';

type Section = keyof typeof messages;

type ClientMessagesProps = {
  /** Those that components in the browser read; what the server renders needs none. */
  sections: (section: Section) => boolean;
  children: ReactNode;
};

/** Hands texts to the browser. Only those that are needed there: all together they outweigh most pages. */
export async function ClientMessages({ sections, children }: ClientMessagesProps) {
  const all = Object.entries(await getMessages()) as [Section, object][];
  return (
    <NextIntlClientProvider messages={Object.fromEntries(all.filter(([section]) => sections(section)))}>
      {children}
    </NextIntlClientProvider>
  );
}

/** What any page may show: common buttons, and that something failed. */
const everywhere: readonly Section[] = ['common', 'failure'];

export const commonSections = (section: Section) => everywhere.includes(section);

/** Of pages for people who have not signed in. */
export const publicSections = (section: Section) =>
  commonSections(section) || section === 'auth' || section === 'codeSamples';

/** Of pages that the server renders whole. */
const onServerOnly: readonly Section[] = ['docs', 'landing', 'meta'];

/** Of pages behind the sign-in. */
export const dashboardSections = (section: Section) => !onServerOnly.includes(section);
