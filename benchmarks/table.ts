import type { Measurement } from './measure.ts'

/** Processor seconds side by side; the ratio says how many times faster ours is. */
export function formatTable(
  names: readonly string[],
  ours: ReadonlyMap<string, Measurement>,
  theirs: ReadonlyMap<string, Measurement>,
  { markdown }: { readonly markdown: boolean },
): string {
  const head = [
    'name',
    'n',
    'ours, cpu s',
    'ours, wall s',
    'Python, cpu s',
    'Python, wall s',
    'ratio (cpu)',
    'ours, peak MB',
  ]
  const rows = names.map((name) => {
    const a = ours.get(name)
    const b = theirs.get(name)
    return [
      name,
      String(a?.n ?? b?.n ?? ''),
      seconds(a?.cpu),
      seconds(a?.seconds),
      seconds(b?.cpu),
      seconds(b?.seconds),
      a && b ? `${(b.cpu / a.cpu).toFixed(1)} ×` : '',
      a?.peakMb === undefined ? '' : a.peakMb.toFixed(0),
    ]
  })
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((row) => (row[column] as string).length)),
  )
  const line = (row: readonly string[]): string => {
    const cells = row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[column] as number) : cell.padStart(widths[column] as number),
    )
    return markdown ? `| ${cells.join(' | ')} |` : cells.join('  ')
  }
  const rule = markdown
    ? `|${widths.map((width, column) => `${'-'.repeat(width + 1)}${column === 0 ? '-' : ':'}`).join('|')}|`
    : widths.map((width) => '-'.repeat(width)).join('  ')
  return [line(head), rule, ...rows.map(line)].join('\n')
}

const seconds = (value: number | undefined): string => (value === undefined ? '' : value.toPrecision(3))
