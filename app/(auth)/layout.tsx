import type { ReactNode } from 'react';
import { ApiProvider } from '@/components/api/api-provider';
import { AuthFrame } from '@/components/auth/auth-frame';

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <ApiProvider>
      <AuthFrame>{children}</AuthFrame>
    </ApiProvider>
  );
}
