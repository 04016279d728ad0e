import type { Instance } from '@lamindb/core'

import type { CommandContext } from '../command/command-context.ts'
import { createLog } from '../output/log.ts'
import { createProgressLine, noProgress, type ProgressReporter } from '../output/progress.ts'
import type { CliHost } from './cli-host.ts'
import { createTerminalPrompt, isYes } from './terminal-prompt.ts'

/** A {@link CommandContext} whose instances are closed with it. */
export interface DisposableContext extends CommandContext, AsyncDisposable {}

/** Makes what a command works with; the settings package is loaded here, core with the first opened instance. */
export async function createContext(host: CliHost): Promise<DisposableContext> {
  const { createSetupContext, readEnvironment, connect } = await import('@lamindb/setup')
  const progress = progressOn(host)
  const { ask } = host
  const prompt = createTerminalPrompt(host)
  const setup = createSetupContext({
    environment: readEnvironment(host.process, host.home),
    logger: createLog(host.stderr, progress),
    ...(ask === undefined ? {} : { confirm: async (question) => isYes(await ask(`${question} (y/n) `)) }),
  })
  const opened: Instance[] = []
  return {
    setup,
    prompt,
    progress,
    signal: host.signal,
    workingDirectory: host.process.cwd(),
    async open({ identifier } = {}) {
      const instance = await connect(setup, identifier, { prompt })
      opened.push(instance)
      return instance
    },
    async [Symbol.asyncDispose]() {
      progress.clear()
      for (const instance of opened.reverse()) await instance.close()
    },
  }
}

function progressOn({ stderr }: CliHost): ProgressReporter {
  return stderr.columns === undefined ? noProgress : createProgressLine(stderr.write, stderr.columns)
}
