import { handleHealth } from '@/server/transports/fetch/health-handler';
import { otherMethodsThan } from '@/server/transports/rest/other-methods';

export const runtime = 'nodejs';
export const dynamic = 'force-dynamic';

const others = otherMethodsThan('GET', 'HEAD');

export {
  handleHealth as GET,
  handleHealth as HEAD,
  others as DELETE,
  others as OPTIONS,
  others as PATCH,
  others as POST,
  others as PUT,
};
