import { handleNothing } from '@/server/transports/rest/handle-nothing';

// Whatever no other route takes: a program gets an answer it can read, and no page.
export {
  handleNothing as DELETE,
  handleNothing as GET,
  handleNothing as OPTIONS,
  handleNothing as PATCH,
  handleNothing as POST,
  handleNothing as PUT,
};
