import { providerOfModel } from './scenarios.ts';

/** A tenant with one key and a channel for each model, all to the scripted upstream, as HEDDLE_CONFIG has it. */
export function configuration(tenant: { slug: string; apiKey: string; upstreamOrigin: string }): string {
  const channels = Object.entries(providerOfModel).map(
    ([model, provider]) =>
      `      - { name: ${model}, provider: ${provider}, baseUrl: "${tenant.upstreamOrigin}/v1", apiKey: sk-bench-0000, models: [${model}] }`,
  );
  return `tenants:
  - slug: ${tenant.slug}
    name: ${tenant.slug}
    teams: [{ slug: core, name: Core }]
    channels:
${channels.join('\n')}
    keys: [{ name: bench, team: core, secret: ${tenant.apiKey} }]
`;
}
