const REFERENCE = /\$\{([^}]*)\}/g;
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * Puts the values of variables in the place of `${NAME}` in every text of a document; `$${` stands for a
 * `${` that is meant literally.
 * @returns the document, and for each variable that is not set where it was asked for
 */
export function substituteVariables(
  document: unknown,
  variable: (name: string) => string | undefined,
): { value: unknown; missing: string[] } {
  const missing: string[] = [];
  const substitute = (value: unknown, path: string): unknown => {
    if (typeof value === 'string') return inText(value, path);
    if (Array.isArray(value)) return value.map((item, index) => substitute(item, `${path}[${index}]`));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, substitute(item, path ? `${path}.${name}` : name)]),
    );
  };
  const inText = (text: string, path: string) =>
    text
      .split('$${')
      .map((piece) =>
        piece.replace(REFERENCE, (_, name: string) => {
          if (!NAME.test(name)) {
            missing.push(`${path}: expected the name of a variable in \${${name}}`);
            return '';
          }
          const value = variable(name);
          if (value === undefined) missing.push(`${path}: the variable ${name} is not set`);
          return value ?? '';
        }),
      )
      .join('${');
  return { value: substitute(document, ''), missing };
}
