import { z } from 'zod';
import { ipNetwork } from '../fields.ts';

const MOST_NETWORKS = 50;

/** Networks as an operator gives them, in any order; each counts once. */
export const privateNetworksInput = z.array(ipNetwork).max(MOST_NETWORKS);

export const privateNetworksOutput = z.array(z.string());
