import { CorruptNotebook } from '../../errors.ts'
import { pyDumps } from '../../identity/index.ts'
import { blankLinesBetween, withoutMagic } from './python-lines.ts'

interface Cell {
  readonly cell_type: string
  readonly source: string | readonly string[]
  readonly metadata?: { readonly [key: string]: unknown }
}

/** Settings of cells that editors keep for themselves. */
const HIDDEN_METADATA: ReadonlySet<string> = new Set([
  'ExecuteTime',
  'autoscroll',
  'cell_marker',
  'collapsed',
  'execution',
  'lines_to_end_of_cell_marker',
  'lines_to_next_cell',
  'scrolled',
  'trusted',
])

/** Languages that a cell can be written in by its first line, `%%bash` and the like. */
const CELL_LANGUAGE =
  /^%%(bash|sh|R|python[23]?|pypy|perl|ruby|javascript|js|html|latex|markdown|svg|script|sql|cython|matlab|octave|julia|spark|haskell|tcl|sas|idl|gnuplot|coconut|robotframework|rust|scala|typescript|powershell)(?: (.*))?$/

/**
 * A Jupyter notebook as a Python script in the percent format: cells begin with `# %%`, texts and magic commands are
 * comments, outputs and the settings of the notebook are left out.
 *
 * @param json - content of the file
 * @param title - heading that is left out
 * @param path - for messages
 * @throws CorruptNotebook
 * @see jupytext documentation, "The percent format"
 */
export function notebookScript(json: string, title: string | null, path: string): string {
  let lines: string[] = []
  for (const cell of [...readCells(json, path)].reverse()) {
    const own = cellLines(cell)
    const blank = lines.length === 0 ? 1 : blankLinesBetween(own, lines)
    lines = [...own, ...Array.from({ length: blank }, () => ''), ...lines]
  }
  const script = lines.join('\n')
  return title === null ? script : script.replaceAll(`# # ${title}`, '#')
}

/** The first heading of level 1 in a text cell; `null` when there is none. */
export function notebookTitle(json: string, path: string): string | null {
  for (const cell of readCells(json, path)) {
    if (cell.cell_type !== 'markdown') continue
    const heading = sourceOf(cell)
      .split('\n')
      .find((line) => line.startsWith('# '))
    if (heading !== undefined) return heading.replace(/^#+/, '').replace(/^[ .]+|[ .]+$/g, '')
  }
  return null
}

function readCells(json: string, path: string): readonly Cell[] {
  let notebook: { readonly cells?: unknown }
  try {
    notebook = JSON.parse(json) as { readonly cells?: unknown }
  } catch (cause) {
    throw new CorruptNotebook(path, cause)
  }
  if (!Array.isArray(notebook.cells)) throw new CorruptNotebook(path)
  return notebook.cells as readonly Cell[]
}

const sourceOf = ({ source }: Cell): string => (typeof source === 'string' ? source : source.join(''))

/** The lines of a cell with its marker. */
function cellLines(cell: Cell): string[] {
  const lines = sourceOf(cell).split('\n')
  if (cell.cell_type !== 'code') {
    return [marker(`[${cell.cell_type}]`, cell.metadata), ...lines.map(commented)]
  }
  const language = CELL_LANGUAGE.exec(lines[0] ?? '')
  if (language) {
    const [, name, options] = language
    const metadata = { ...cell.metadata, ...(options && { magic_args: options }), language: name }
    return [marker('', metadata), ...lines.slice(1).map(commented)]
  }
  const code = withoutMagic(lines)
  const indent = lines[0]?.trim() ? (/^\s*/.exec(lines[0])?.[0] ?? '') : ''
  return [indent + marker('', cell.metadata), ...(code.length === 1 && code[0] === '' ? [] : code)]
}

const commented = (line: string): string => (line === '' ? '#' : `# ${line}`)

function marker(type: string, metadata: Cell['metadata'] = {}): string {
  const { title, ...rest } = metadata
  const settings = Object.entries(rest)
    .filter(([key]) => !HIDDEN_METADATA.has(key))
    .map(([key, value]) => (value === null ? key : `${key}=${pyDumps(value)}`))
  const name = typeof title === 'string' ? title : ''
  return ['# %%', name, type, ...settings].filter((part) => part !== '').join(' ')
}
