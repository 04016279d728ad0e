/** A node of a description: its lines, and what stands below it. */
export interface TextNode {
  readonly lines: readonly string[]
  readonly children?: readonly TextNode[]
}

/** Draws a tree with lines between its nodes; no line ends with blanks. */
export function drawTree(root: TextNode): string {
  return [...root.lines, ...drawChildren(root)].map((line) => line.trimEnd()).join('\n')
}

function drawChildren({ children = [] }: TextNode): string[] {
  return children.flatMap((child, index) => {
    const isLast = index === children.length - 1
    const [first, rest] = isLast ? ['└── ', '    '] : ['├── ', '│   ']
    const lines = [...child.lines, ...drawChildren(child)]
    return lines.map((line, position) => (position === 0 ? first : rest) + line)
  })
}
