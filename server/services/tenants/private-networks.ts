import { z } from 'zod';
import { parseIpNetwork } from '../../platform/network/ip-network.ts';

const MOST_NETWORKS = 50;

const network = z
  .string()
  .trim()
  .toLowerCase()
  .max(50)
  .refine(
    (text) => parseIpNetwork(text) !== null,
    'Expected a network such as 10.20.0.0/16 or fd00:1::/64, without bits behind the prefix, or one address',
  );

/** Networks as an operator gives them, in any order; each counts once. */
export const privateNetworksInput = z.array(network).max(MOST_NETWORKS);

export const privateNetworksOutput = z.array(z.string());
