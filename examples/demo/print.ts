import { styleText } from 'node:util'

import type { Logger } from 'lamindb'

/** Colour on a terminal, plain text anywhere else. */
const paint = (format: Parameters<typeof styleText>[0], text: string): string =>
  styleText(format, text, { stream: process.stdout })

export const faint = (text: string): string => paint('dim', text)
export const good = (text: string): string => paint('green', text)
export const bad = (text: string): string => paint('red', text)
export const strong = (text: string): string => paint('bold', text)

let step = 0

/** The heading of a step, with the code that does it. */
export function heading(title: string, code: string): void {
  step += 1
  console.log(`\n${strong(`${step}  ${title}`)}\n   ${faint(code)}\n`)
}

export function line(text = ''): void {
  console.log(text === '' ? '' : `   ${text}`)
}

/** Rows of texts in columns, numbers to the right. */
export function table(titles: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
  const texts = rows.map((row) => row.map(String))
  const widths = titles.map((title, index) =>
    Math.max(title.length, ...texts.map((row) => (row[index] ?? '').length)),
  )
  const aligned = (row: readonly (string | number)[]): string =>
    row
      .map((cell, index) =>
        typeof cell === 'number'
          ? String(cell).padStart(widths[index] ?? 0)
          : cell.padEnd(widths[index] ?? 0),
      )
      .join('   ')
      .trimEnd()
  line(faint(aligned(titles)))
  for (const row of rows) line(aligned(row))
}

/** Several lines at once. */
export function paragraph(text: string): void {
  for (const one of text.trimEnd().split('\n')) line(one)
}

/** Shows errors; warnings and hints would only distract from a demonstration. */
export function createDemoLogger(): Logger {
  const ignore = (): void => undefined
  return {
    error: (message) => line(bad(message)),
    warning: ignore,
    success: ignore,
    info: ignore,
    hint: ignore,
    debug: ignore,
  }
}
