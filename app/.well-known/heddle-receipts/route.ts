import { handleReceiptKeys } from '@/server/transports/rest/handle-receipt-keys';

// Every method, so that the path itself says which ones it takes.
export {
  handleReceiptKeys as DELETE,
  handleReceiptKeys as GET,
  handleReceiptKeys as OPTIONS,
  handleReceiptKeys as PATCH,
  handleReceiptKeys as POST,
  handleReceiptKeys as PUT,
};
