import { handleHealth } from '@/server/transports/fetch/health-handler';

export const runtime = 'nodejs';
export const dynamic = 'force-dynamic';

export { handleHealth as GET, handleHealth as HEAD };
