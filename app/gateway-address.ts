import { headers } from 'next/headers';

/** Address of the gateway's OpenAI-shaped endpoints as the reader's browser reaches this deployment, up to and with /v1. */
export async function gatewayAddress(): Promise<string> {
  const sent = await headers();
  const host = sent.get('x-forwarded-host') ?? sent.get('host') ?? 'localhost:3000';
  const protocol = sent.get('x-forwarded-proto')?.split(',')[0] ?? 'http';
  return `${protocol}://${host}/v1`;
}
