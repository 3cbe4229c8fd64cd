/**
 * Slug of the tenant that the first start makes for whoever runs this machine. It alone gets what the machine has
 * to offer: keys from its environment, and its Ollama. Nobody else may take the name.
 */
export const DEMO_TENANT = 'demo';
