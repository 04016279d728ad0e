import { access, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, extname, posix } from 'node:path'
import { bindArguments, textArgument } from './call-arguments.ts'
import { NativeFunction } from './native-function.ts'
import { truthOf } from './protocol.ts'
import { PythonError } from './python-error.ts'
import { PythonObject, type CallArguments, type ObjectOperator, type PythonValue } from './python-object.ts'
import { pythonRepr } from './python-repr.ts'

type PathMethod = (args: CallArguments) => Promise<PythonValue>

/** A path like `pathlib.Path`: joined with `/`, made, written and read. */
export class PythonPath extends PythonObject {
  readonly typeName = 'PosixPath'
  readonly path: string

  constructor(path: string) {
    super()
    this.path = path.length > 1 ? posix.normalize(path).replace(/\/$/u, '') : path || '.'
  }

  override operate(
    operator: ObjectOperator,
    other: PythonValue,
    reflected: boolean,
  ): PythonValue | undefined {
    if (operator !== '/' || !(typeof other === 'string' || other instanceof PythonPath)) return undefined
    const text = typeof other === 'string' ? other : other.path
    const [first, second] = reflected ? [text, this.path] : [this.path, text]
    return new PythonPath(second.startsWith('/') ? second : `${first}/${second}`)
  }

  override attribute(name: string): PythonValue {
    switch (name) {
      case 'name':
        return basename(this.path)
      case 'stem':
        return basename(this.path, extname(this.path))
      case 'suffix':
        return extname(this.path)
      case 'parent':
        return new PythonPath(dirname(this.path))
      default: {
        const method = this.#methods()[name]
        return method ? new NativeFunction(name, method) : (super.attribute(name) as PythonValue)
      }
    }
  }

  override equals(other: PythonValue): boolean {
    return other instanceof PythonPath && other.path === this.path
  }

  override hashKey(): string {
    return `path ${this.path}`
  }

  override repr(): string {
    return `${this.typeName}(${pythonRepr(this.path)})`
  }

  override text(): string {
    return this.path
  }

  #methods(): Readonly<Record<string, PathMethod>> {
    return {
      as_posix: async () => this.path,
      mkdir: (args) => this.#makeDirectory(args),
      write_text: async (args) => {
        const text = textArgument(bindArguments('write_text', args, ['data', 'encoding?']).data)
        await translated(writeFile(this.path, text))
        return BigInt(Array.from(text).length)
      },
      write_bytes: async (args) => {
        const { data } = bindArguments('write_bytes', args, ['data'])
        if (!(data instanceof Uint8Array))
          throw new PythonError('TypeError', 'a bytes-like object is required')
        await translated(writeFile(this.path, data))
        return BigInt(data.length)
      },
      read_text: async () => translated(readFile(this.path, 'utf8')),
      read_bytes: async () => new Uint8Array(await translated(readFile(this.path))),
      exists: async () => access(this.path).then(...answers()),
      is_dir: async () => stat(this.path).then((found) => found.isDirectory(), answers()[1]),
      is_file: async () => stat(this.path).then((found) => found.isFile(), answers()[1]),
      unlink: async () => {
        await translated(rm(this.path))
        return null
      },
    }
  }

  async #makeDirectory(args: CallArguments): Promise<PythonValue> {
    const bound = bindArguments('mkdir', args, ['mode?', 'parents?', 'exist_ok?'])
    const recursive = await truthOf(bound.parents ?? false)
    const mayExist = await truthOf(bound.exist_ok ?? false)
    const exists = await access(this.path).then(...answers())
    if (exists && !mayExist) throw new PythonError('FileExistsError', `File exists: '${this.path}'`)
    if (!exists) await translated(mkdir(this.path, { recursive }))
    return null
  }
}

function answers(): [() => boolean, () => boolean] {
  return [() => true, () => false]
}

/** Errors of the file system as Python's classes. */
async function translated<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? ''
    const classes: Readonly<Record<string, string>> = {
      ENOENT: 'FileNotFoundError',
      EEXIST: 'FileExistsError',
      EISDIR: 'IsADirectoryError',
      ENOTDIR: 'NotADirectoryError',
    }
    throw new PythonError(classes[code] ?? 'OSError', (error as Error).message)
  }
}
