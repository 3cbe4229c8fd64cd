'use client';

import { signOut } from 'next-auth/react';

/** Ends the session on the server and goes to the sign-in page. */
export async function signOutHere(): Promise<void> {
  await signOut({ callbackUrl: '/sign-in' });
}
