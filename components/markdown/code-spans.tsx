import type { CodeTree } from './highlight-code';

type Node = CodeTree['children'][number];

/** Few colours, each readable on light and dark ground; what has none keeps the text's. */
const colours: Record<string, string> = {
  addition: 'text-success',
  attr: 'text-code-name',
  attribute: 'text-code-name',
  built_in: 'text-code-name',
  bullet: 'text-warning',
  'char.escape_': 'text-warning',
  'class.inherited__': 'text-code-name',
  comment: 'text-muted-foreground italic',
  deletion: 'text-danger',
  doctag: 'text-muted-foreground font-medium',
  emphasis: 'italic',
  keyword: 'text-code-keyword',
  link: 'text-thread',
  literal: 'text-warning',
  meta: 'text-muted-foreground',
  name: 'text-code-keyword',
  number: 'text-warning',
  property: 'text-code-name',
  quote: 'text-muted-foreground italic',
  regexp: 'text-thread',
  section: 'font-semibold',
  'selector-class': 'text-code-name',
  'selector-id': 'text-code-name',
  'selector-tag': 'text-code-keyword',
  string: 'text-thread',
  strong: 'font-semibold',
  symbol: 'text-warning',
  'template-variable': 'text-warning',
  title: 'text-foreground font-medium',
  type: 'text-code-name',
  variable: 'text-code-name',
};

/** The highlighter's tree as spans. */
export function CodeSpans({ nodes }: { nodes: readonly Node[] }) {
  return nodes.map((node, index) => {
    if (node.type === 'text') return node.value;
    if (node.type !== 'element') return null;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: a span is known by its place in the code.
      <span key={index} className={colourOf(node.properties.className)}>
        <CodeSpans nodes={node.children} />
      </span>
    );
  });
}

function colourOf(classes: unknown): string | undefined {
  if (!Array.isArray(classes)) return undefined;
  const names = classes.map((name) => String(name).replace(/^hljs-/, ''));
  return colours[names.join('.')] ?? colours[names[0] ?? ''];
}
