import type { ReactNode } from 'react';
import { ApiProvider } from '@/components/api/api-provider';
import { AuthFrame } from '@/components/auth/auth-frame';
import { ClientMessages, publicSections } from '../client-messages';

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <ClientMessages sections={publicSections}>
      <ApiProvider>
        <AuthFrame>{children}</AuthFrame>
      </ApiProvider>
    </ClientMessages>
  );
}
