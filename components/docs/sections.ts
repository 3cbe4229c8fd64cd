/** The chapters of the documentation, in their order; each has its place in the messages and in the address. */
export const docsSections = [
  'start',
  'sdks',
  'authentication',
  'signing',
  'headers',
  'errors',
  'receipts',
  'limits',
  'reference',
] as const;
