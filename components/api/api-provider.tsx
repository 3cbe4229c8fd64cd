'use client';

import { MutationCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createTRPCClient, httpBatchLink } from '@trpc/client';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { type ReactNode, useState } from 'react';
import { toast } from 'sonner';
import { Toaster } from '@/components/ui/toaster';
import type { AppRouter } from '@/server/transports/trpc/router';
import { shouldRetry } from './should-retry';
import { TRPCProvider } from './trpc';

/**
 * Everything shown is read again after any change, so no page has to know what its deed touches. A failed
 * change says why in a toast, unless its form shows the reason itself (`meta: { showsError: true }`).
 */
function createQueryClient(): QueryClient {
  const queryClient: QueryClient = new QueryClient({
    defaultOptions: { queries: { staleTime: 15_000, retry: shouldRetry } },
    mutationCache: new MutationCache({
      onSuccess: (_data, _variables, _context, mutation) => {
        if (!mutation.meta?.changesNothing) void queryClient.invalidateQueries();
      },
      onError: (error, _variables, _context, mutation) => {
        if (!mutation.meta?.showsError) toast.error(error.message);
      },
    }),
  });
  return queryClient;
}

/** What pages with data need: the API, their state in the address, and a place for toasts. */
export function ApiProvider({ children }: { children: ReactNode }) {
  const [queryClient] = useState(createQueryClient);
  const [trpcClient] = useState(() =>
    createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: '/api/trpc', maxURLLength: 4000 })] }),
  );
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
        <NuqsAdapter>{children}</NuqsAdapter>
        <Toaster />
      </TRPCProvider>
    </QueryClientProvider>
  );
}
