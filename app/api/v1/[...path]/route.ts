import { handleRest } from '@/server/transports/rest/handler';

// Every method, so that the path itself says which ones it takes.
export {
  handleRest as DELETE,
  handleRest as GET,
  handleRest as OPTIONS,
  handleRest as PATCH,
  handleRest as POST,
  handleRest as PUT,
};
