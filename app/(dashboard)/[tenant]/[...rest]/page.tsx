import { notFound } from 'next/navigation';

/** Every address below a tenant that no page has. It stands outside of the pages' loading state, so its status is 404. */
export default function UnknownPage() {
  notFound();
}
