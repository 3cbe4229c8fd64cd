import { handleGateway } from '@/server/transports/fetch/gateway-handler';

export const runtime = 'nodejs';
export const dynamic = 'force-dynamic';

export {
  handleGateway as DELETE,
  handleGateway as GET,
  handleGateway as HEAD,
  handleGateway as OPTIONS,
  handleGateway as PATCH,
  handleGateway as POST,
  handleGateway as PUT,
};
