import { handleAuth } from '@/server/transports/auth/handle-auth';

export { handleAuth as GET, handleAuth as POST };
