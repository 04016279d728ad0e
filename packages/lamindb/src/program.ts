/** The running program, as far as `track()` and messages need it. This file is the only one that looks at the process. */
export interface Program {
  /** Absolute path of the script that was started; `undefined` for code that was typed in or passed on. */
  readonly path: string | undefined
  /** Arguments of the script. */
  readonly args: readonly string[]
  /** Writes to standard error. */
  readonly write: (text: string) => void
  /** Hands on what is printed from now on, on both outputs; gives a function that ends this. */
  readonly listen: (hear: (text: string) => void) => () => void
}

/** Reads it from the process. */
export function currentProgram(): Program {
  const [, path, ...args] = process.argv
  return {
    path,
    args,
    write: (text) => void process.stderr.write(text),
    listen: (hear) => {
      const ends = [process.stdout, process.stderr].map((stream) => listenTo(stream, hear))
      return () => {
        for (const end of ends) end()
      }
    },
  }
}

function listenTo(stream: NodeJS.WriteStream, hear: (text: string) => void): () => void {
  const write = Reflect.get(stream, 'write')
  const listening = function (this: NodeJS.WriteStream, ...args: Parameters<typeof write>): boolean {
    const [chunk] = args
    hear(typeof chunk === 'string' ? chunk : new TextDecoder().decode(chunk))
    return write.apply(this, args)
  } as typeof write
  stream.write = listening
  return () => {
    // Whoever has put something over it in the meantime still calls it: it goes on writing, and hears no more.
    if (stream.write === listening) stream.write = write
  }
}
