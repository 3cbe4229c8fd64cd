/** Whose a rule is that is made: a person's, or the configuration file's. */
export type RuleMaker = { createdById: string } | { configured: true };
