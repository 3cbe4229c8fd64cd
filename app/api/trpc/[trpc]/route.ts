import { otherMethodsThan } from '@/server/transports/rest/other-methods';
import { handleTrpc } from '@/server/transports/trpc/handler';

const others = otherMethodsThan('GET', 'HEAD', 'POST');

export {
  handleTrpc as GET,
  handleTrpc as POST,
  others as DELETE,
  others as OPTIONS,
  others as PATCH,
  others as PUT,
};
