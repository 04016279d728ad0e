/** How far long work is. */
export interface Progress {
  readonly label: string
  readonly done: number
  readonly total?: number | undefined
}

/** Shows how far long work is, where somebody is watching. */
export interface ProgressReporter {
  update(progress: Progress): void
  /** Removes what was shown. */
  clear(): void
}

export const noProgress: ProgressReporter = { update: () => undefined, clear: () => undefined }

const barLength = 24

/** Shows progress in one line that is written over and over. */
export function createProgressLine(write: (text: string) => void, columns: number): ProgressReporter {
  let shown = ''
  const show = (line: string): void => {
    if (line === shown) return
    shown = line
    write(`\r${line}\u{1B}[K`)
  }
  return {
    update: (progress) => show(formatProgress(progress).slice(0, columns - 1)),
    clear: () => {
      if (shown !== '') show('')
    },
  }
}

/** `reading  ████████████░░░░░░░░░░░░  50 %`, or the number done when the total is not known. */
export function formatProgress({ label, done, total }: Progress): string {
  if (total === undefined || total <= 0) return `${label}  ${done.toLocaleString('en')}`
  const share = Math.min(done / total, 1)
  const full = Math.round(share * barLength)
  return `${label}  ${'█'.repeat(full)}${'░'.repeat(barLength - full)}  ${Math.floor(share * 100)} %`
}
