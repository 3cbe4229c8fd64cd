import { headers } from 'next/headers';
import { cache } from 'react';
import { readCaller } from '@/server/access/read-caller';
import { serverCaller } from '@/server/transports/trpc/server-caller';

/** Whether somebody is signed in. */
export const isSignedIn = cache(async (): Promise<boolean> => {
  const caller = await readCaller(await headers());
  return caller.person !== null;
});

/** The person who is signed in, and the tenants they belong to; null when nobody is. */
export const currentAccount = cache(async () => {
  if (!(await isSignedIn())) return null;
  const operations = await serverCaller(await headers());
  const [user, { items }] = await Promise.all([
    operations.account.get({}),
    operations.account.listTenants({}),
  ]);
  return { user, tenants: items };
});

export type Account = NonNullable<Awaited<ReturnType<typeof currentAccount>>>;
