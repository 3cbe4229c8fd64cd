import type { Shape } from './shape.ts';

/** Letters and digits; with underscores and hyphens; hexadecimal; base64. */
const word = '[A-Za-z0-9]';
const wide = '[A-Za-z0-9_-]';
const hex = '[0-9a-f]';
const base64 = '[A-Za-z0-9+/=]';

/**
 * Credentials that vendors give a prefix of their own, so that they can be found. Sources: the vendors' pages named
 * behind the rows; where a vendor says nothing, the rules of GitHub's secret scanning
 * (docs.github.com/code-security/secret-scanning/introduction/supported-secret-scanning-patterns) and of gitleaks
 * (github.com/gitleaks/gitleaks, config/gitleaks.toml, MIT).
 */
const rows: readonly (readonly [kind: string, prefixes: string, body: string])[] = [
  ['Heddle', 'hdl_', `${wide}{16,}`],
  // Models. platform.openai.com/docs/api-reference/authentication, docs.anthropic.com/en/api/overview, openrouter.ai/docs
  ['OpenAI, Anthropic, DeepSeek, OpenRouter, Stripe', 'sk- sk_ rk_ rk- pk_ pk-', `${wide}{8,}`],
  ['Groq', 'gsk_ gsk-', `${wide}{8,}`],
  ['xAI', 'xai- xai_', `${wide}{8,}`],
  ['Perplexity', 'pplx- pplx_', `${wide}{8,}`],
  ['NVIDIA', 'nvapi- nvapi_', `${wide}{8,}`],
  ['Cerebras', 'csk- csk_', `${wide}{8,}`],
  ['Hugging Face', 'hf_ api_org_', `${word}{30,}`],
  ['Replicate', 'r8_', `${word}{30,}`],
  ['Fireworks', 'fw_', `${word}{20,}`],
  ['Together', 'tgp_v1_', `${wide}{30,}`],
  ['Jina', 'jina_', `${wide}{40,}`],
  ['Voyage', 'pa-', `${wide}{40,}`],
  ['LangSmith', 'lsv2_pt_ lsv2_sk_', `${word}{20,}_?${word}*`],
  ['Anyscale', 'esecret_', `${word}{20,}`],
  ['Tavily', 'tvly-', `${wide}{20,}`],
  ['Apify', 'apify_api_', `${word}{30,}`],
  ['E2B', 'e2b_', `${hex}{32,}`],
  // Clouds. cloud.google.com/docs/authentication/api-keys, docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
  ['Google API', 'AIza', `${wide}{20,}`],
  ['Google OAuth', 'ya29. GOCSPX-', `${wide}{20,}`],
  ['Google refresh', '1//0', `${wide}{30,}`],
  ['AWS id', 'AKIA ASIA ABIA ACCA', `[A-Z0-9]{16}(?![A-Za-z0-9])`],
  ['AWS Bedrock', 'ABSK bedrock-api-key-', `${base64}{60,}`],
  ['DigitalOcean', 'dop_v1_ doo_v1_ dor_v1_', `${hex}{32,}`],
  ['Databricks', 'dapi', `${hex}{32}(?:-\\d)?(?![A-Za-z0-9])`],
  ['Cloudflare', 'v1.0-', `${hex}{24}-${hex}{100,}`],
  ['Fly', 'fo1_', `${wide}{30,}`],
  ['Heroku', 'HRKU-', `${wide}{30,}`],
  ['Netlify', 'nfp_', `${word}{30,}`],
  ['Render', 'rnd_', `${word}{24,}`],
  ['Vercel', 'vercel_blob_rw_ vcp_ vci_ vca_ vcr_ vck_', `${wide}{20,}`],
  ['Supabase', 'sbp_ sb_secret_', `${wide}{20,}`],
  ['Neon', 'napi_', `${word}{40,}`],
  ['PlanetScale', 'pscale_tkn_ pscale_pw_ pscale_oauth_', `${wide}{30,}`],
  ['Tailscale', 'tskey-', `${wide}{16,}`],
  ['HashiCorp Vault', 'hvs. hvb. hvr.', `${wide}{20,}`],
  ['Doppler', 'dp.pt. dp.st. dp.ct. dp.sa. dp.scim. dp.audit.', `[A-Za-z0-9._-]{30,}`],
  ['Pulumi', 'pul-', `${hex}{40}(?![A-Za-z0-9])`],
  // Code. docs.github.com/authentication/keeping-your-account-and-data-secure/about-authentication-to-github, docs.gitlab.com/security/tokens
  ['GitHub', 'ghp_ gho_ ghu_ ghs_ ghr_ ghp- gho- ghu- ghs- ghr-', `${wide}{16,}`],
  ['GitHub, fine-grained', 'github_pat_', `[A-Za-z0-9_]{22,}`],
  ['GitLab', 'glpat- gldt- glrt- glptt- glcbt- glft- glsoat- glimt- glagent- glpat_', `${wide}{16,}`],
  ['npm', 'npm_', `${word}{30,}`],
  ['PyPI', 'pypi-', `${wide}{16,}`],
  ['RubyGems', 'rubygems_', `${hex}{40,}`],
  ['NuGet', 'oy2', `[a-z0-9]{43}(?![A-Za-z0-9])`],
  ['Docker', 'dckr_pat_ dckr_oat_', `${wide}{20,}`],
  ['JFrog', 'AKCp', `${word}{60,}`],
  ['Sourcegraph', 'sgp_', `[A-Za-z0-9_]{40,}`],
  ['Atlassian', 'ATATT3x ATCTT3x ATBB', `[A-Za-z0-9_=-]{20,}`],
  ['Postman', 'PMAK-', `${hex}{24}-${hex}{34}`],
  ['Sentry', 'sntrys_ sntryu_', `[A-Za-z0-9_+/=-]{30,}`],
  ['Grafana', 'glsa_ glc_', `[A-Za-z0-9_+/=]{30,}`],
  ['New Relic', 'NRAK- NRII- NRJS-', `${wide}{19,}`],
  ['Dynatrace', 'dt0c01. dt0s16.', `[A-Z2-7]{24}\\.[A-Z2-7]{64}`],
  ['PostHog', 'phc_ phx_', `${word}{30,}`],
  // Messages. api.slack.com/authentication/token-types, docs.stripe.com/webhooks, docs.sendgrid.com
  ['Slack', 'xoxa- xoxb- xoxe- xoxo- xoxp- xoxr- xoxs- xoxc- xoxd- xapp- xoxe.xoxp-', `${wide}{10,}`],
  ['Webhook signing', 'whsec_ whsec-', `[A-Za-z0-9+/=_-]{16,}`],
  ['SendGrid', 'SG.', `${wide}{16,32}\\.${wide}{32,64}`],
  ['Mailgun', 'key-', `${hex}{32}(?![A-Za-z0-9])`],
  ['Mailchimp, Brevo', 'xkeysib- xsmtpsib-', `${hex}{32,}(?:-${word}+)?`],
  ['Resend', 're_', `${word}{6,12}_${word}{20,}`],
  ['Twilio', 'SK', `${hex}{32}(?![A-Za-z0-9])`],
  ['Discord', 'MT Mj Mz ND NT Nj Nz OD OT', `${wide}{20,28}\\.${wide}{6}\\.${wide}{27,40}`],
  // Commerce and tools. shopify.dev/docs/apps/build/authentication-authorization, developer.squareup.com/docs
  ['Shopify', 'shpat_ shpca_ shppa_ shpss_ shptka_', `${hex}{32}`],
  ['Square', 'sq0atp- sq0csp- sq0idp-', `${wide}{22,}`],
  ['Shippo', 'shippo_live_ shippo_test_', `${hex}{40}`],
  ['EasyPost', 'EZAK EZTK', `${word}{50,}`],
  ['Flutterwave', 'FLWSECK-', `${wide}{20,}`],
  ['Linear', 'lin_api_ lin_oauth_', `${word}{30,}`],
  ['Notion', 'ntn_', `${word}{40,}`],
  ['Figma', 'figd_', `${wide}{30,}`],
  ['Contentful', 'CFPAT-', `${wide}{40,}`],
  ['Airtable', 'patA pat0 pat1', `${word}{13}\\.${hex}{64}`],
  ['age', 'AGE-SECRET-KEY-1', `[A-Z0-9]{58}`],
];

/** One shape a prefix. */
export const vendorShapes: readonly Shape[] = rows.flatMap(([kind, prefixes, body]) =>
  prefixes
    .split(' ')
    .map((prefix) => ({ kind, prefix, body: new RegExp(body, 'y'), notAfter: /[A-Za-z0-9]/ })),
);
