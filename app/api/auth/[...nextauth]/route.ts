import { handleAuth } from '@/server/transports/auth/handle-auth';
import { otherMethodsThan } from '@/server/transports/rest/other-methods';

const others = otherMethodsThan('GET', 'HEAD', 'POST');

export {
  handleAuth as GET,
  handleAuth as POST,
  others as DELETE,
  others as OPTIONS,
  others as PATCH,
  others as PUT,
};
