const withValue = /^(?<code>.*\S)\s+\/\/ (?<value>(?:[[{'"`]|-?\d|(?:true|false|null|undefined)$).*)$/
const assignment = /^(?:const|let) (?<name>\w+) = /
const statementWord =
  /^(?:await using|const|let|for|if|return|import|export|throw|try|while|function|class)\b/

/**
 * Makes assertions of the values that comments at the ends of statements claim: `await set.count() // 3` must give 3, and
 * `const n = await set.count() // 3` must hold it. Lines stay where they are.
 *
 * @param firstLine - line of the page that the first one is
 */
export function checkedStatements(lines: readonly string[], firstLine: number): string[] {
  const checked = [...lines]
  let start = 0
  let depth = 0
  for (const [index, line] of lines.entries()) {
    if (depth === 0 && !/^\s*[.)\]}?:]/.test(line)) start = index
    depth += depthOf(line)
    const { code, value } = withValue.exec(line)?.groups ?? {}
    if (depth !== 0 || code === undefined || value === undefined) continue
    const first = (checked[start] as string).trimStart()
    const name = assignment.exec(first)?.groups?.['name']
    if (name !== undefined) checked[index] = `${code}; same(${firstLine + index}, ${name}, ${value})`
    else if (!statementWord.test(first)) {
      checked[index] = `${code}, ${value})`
      checked[start] = (checked[start] as string).replace(/^\s*/, `$&same(${firstLine + index}, `)
    }
  }
  return checked
}

/** How many brackets a line leaves open; those in texts and comments do not count. */
function depthOf(line: string): number {
  const bare = line.replaceAll(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`|\/\/.*$/g, '')
  return bare.replaceAll(/[^([{]/g, '').length - bare.replaceAll(/[^)\]}]/g, '').length
}
