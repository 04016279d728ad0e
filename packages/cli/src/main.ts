// The outermost file of the command line: the only one that knows the process.
import { homedir } from 'node:os'

import type { CliHost, TextOutput } from './host/cli-host.ts'
import { runLamin } from './run-lamin.ts'

const aborter = new AbortController()
process.once('SIGINT', () => {
  aborter.abort()
  // The work in hand ends on its own; who does not want to wait presses Ctrl-C again.
  process.once('SIGINT', () => process.exit(130))
})

// A reader that has enough, such as `head`, is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))

process.exitCode = await runLamin({
  args: process.argv.slice(2),
  process,
  home: homedir(),
  stdout: outputOf(process.stdout),
  stderr: outputOf(process.stderr),
  ask: process.stdin.isTTY && process.stderr.isTTY ? askAtTerminal : undefined,
  signal: aborter.signal,
} satisfies CliHost)

function outputOf(stream: NodeJS.WriteStream): TextOutput {
  return {
    write: (text) => void stream.write(text),
    columns: stream.isTTY ? stream.columns : undefined,
    hasColours: stream.isTTY && stream.hasColors(),
  }
}

async function askAtTerminal(question: string): Promise<string> {
  const { createInterface } = await import('node:readline/promises')
  using terminal = createInterface({ input: process.stdin, output: process.stderr })
  return terminal.question(question, { signal: aborter.signal })
}
