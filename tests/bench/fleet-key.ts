/** The secret of one of many API keys, which the load generator knows by its number. */
export function fleetKey(index: number): string {
  return `hdl_bench-fleet-${String(index).padStart(12, '0')}`;
}
