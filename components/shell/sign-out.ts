'use client';

const longestForgettingMs = 2000;

/** Forgets what this browser keeps of the person, ends the session on the server and goes to the sign-in page. */
export async function signOutHere(): Promise<void> {
  // Loaded when somebody leaves: every page of the dashboard can do without until then.
  const [{ forgetConversations }, { signOut }] = await Promise.all([
    import('@/components/playground/storage/forget-conversations'),
    import('next-auth/react'),
  ]);
  // A browser that keeps nothing has nothing to forget, and one whose storage hangs does not keep anybody signed in.
  await Promise.race([forgetConversations().catch(() => undefined), delay(longestForgettingMs)]);
  await signOut({ callbackUrl: '/sign-in' });
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
