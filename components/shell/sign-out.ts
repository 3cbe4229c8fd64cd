'use client';

import { signOut } from 'next-auth/react';

/** Forgets what this browser keeps of the person, ends the session on the server and goes to the sign-in page. */
export async function signOutHere(): Promise<void> {
  const { forgetConversations } = await import('@/components/playground/storage/forget-conversations');
  // A browser that keeps nothing has nothing to forget; signing out does not wait for it.
  await forgetConversations().catch(() => undefined);
  await signOut({ callbackUrl: '/sign-in' });
}
