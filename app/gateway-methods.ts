import { handleGateway } from '@/server/transports/fetch/gateway-handler';

// Every method, so that the gateway itself says what it does not answer, in the client's format.
export {
  handleGateway as DELETE,
  handleGateway as GET,
  handleGateway as HEAD,
  handleGateway as OPTIONS,
  handleGateway as PATCH,
  handleGateway as POST,
  handleGateway as PUT,
};
