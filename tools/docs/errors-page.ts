import type { CatalogueError } from './error-catalogue.ts'

const families: readonly (readonly [family: string, meaning: string])[] = [
  ['user', 'you can do something: input, arguments, the state of the instance'],
  ['environment', 'network, lock, permission or disk: the same call may work later'],
  ['bug', 'a mistake of ours: please report it'],
]

/** `docs/errors.md`. */
export function errorsPage(errors: readonly CatalogueError[]): string {
  const byPackage = Map.groupBy(errors, (error) => error.package)
  return `${head(errors.length)}${[...byPackage].map(([name, own]) => section(name, own)).join('\n')}`
}

const head = (
  count: number,
): string => `<!-- Written by tools/docs/write-errors-page.ts from the error classes; change those. -->

# Errors

Every error has a permanent \`code\`, a \`family\`, a message that says what happened and what was given, and mostly a \`hint\` that says what to do. Tell errors apart by
their code, see [how to handle errors](how-to/handle-errors.md). There are ${count}:

| family | meaning |
| --- | --- |
${families.map(([family, meaning]) => `| \`${family}\` | ${meaning} |`).join('\n')}

Where the last column is empty, the advice depends on the place, and the error carries it. \`…\` stands for what is different each time.

`

function section(name: string, errors: readonly CatalogueError[]): string {
  const rows = errors.map(({ code, name: className, families: who, when, hint }) =>
    [`\`${code}\``, `\`${className}\``, who.join(', '), when, hint ?? ''].map(cell).join(' | '),
  )
  return `## ${name}

| code | class | family | thrown for | what to do |
| --- | --- | --- | --- | --- |
${rows.map((row) => `| ${row} |`).join('\n')}
`
}

/** Text that is one cell: bars end none, and pointed brackets are no tags. */
const cell = (text: string): string =>
  text
    .replaceAll('|', String.raw`\|`)
    .replaceAll(/(?<!`[^`]*)<(?=\w)/g, '&lt;')
    .replaceAll('\n', ' ')
