import { Worker } from 'node:worker_threads'
import type { ByteSource } from '../../bytes/byte-source.ts'
import { reasonOf } from '../../errors.ts'
import type { WorkerFile, WorkerMessage, WorkerReply, WorkerRequest } from './worker-protocol.ts'

/** The worker ended while it worked; the decoder met something that it cannot survive. */
export class WorkerEnded extends Error {
  override name = 'WorkerEnded'
}

/**
 * One worker that is kept for the next request, so that reading many small files does not start a thread for each. A
 * worker in use belongs to one request alone: what ends it hits no other.
 */
let idle: Worker | undefined

/** A worker for one request: answers its reads and hands on its messages. */
export class WorkerLease implements AsyncDisposable {
  readonly #worker: Worker
  readonly #source: ByteSource
  readonly #signal: AbortSignal | undefined
  readonly #messages: WorkerMessage[] = []
  #failure: Error | undefined
  #wake: (() => void) | undefined
  #finished = false

  constructor(source: ByteSource, signal?: AbortSignal) {
    this.#source = source
    this.#signal = signal
    this.#worker = idle ?? startWorker()
    idle = undefined
    this.#worker.ref()
    this.#worker.on('message', this.#onMessage)
    this.#worker.on('error', this.#onError)
    this.#worker.on('exit', this.#onExit)
  }

  get file(): WorkerFile {
    const { name, sizeBytes, fileDescriptor } = this.#source
    return { name, sizeBytes, fileDescriptor }
  }

  send(message: WorkerRequest | WorkerReply): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- this is a thread, not a window
    this.#worker.postMessage(message)
  }

  /**
   * Waits for the next message that is no read.
   *
   * @throws `WorkerEnded`, or the reason of the signal
   */
  async next(): Promise<WorkerMessage> {
    for (;;) {
      this.#signal?.throwIfAborted()
      const message = this.#messages.shift()
      if (message !== undefined) {
        this.#finished ||= message.type === 'described' || message.type === 'done'
        return message
      }
      if (this.#failure !== undefined) throw this.#failure
      await this.#woken()
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#worker.off('message', this.#onMessage)
    this.#worker.off('error', this.#onError)
    this.#worker.off('exit', this.#onExit)
    if (this.#failure === undefined && this.#finished && idle === undefined) {
      this.#worker.unref()
      idle = this.#worker
    } else {
      await this.#worker.terminate()
    }
  }

  async #woken(): Promise<void> {
    const wake = (): void => this.#wake?.()
    this.#signal?.addEventListener('abort', wake)
    await new Promise<void>((resolve) => {
      this.#wake = resolve
    })
    this.#signal?.removeEventListener('abort', wake)
  }

  readonly #onMessage = (message: WorkerMessage): void => {
    if (message.type === 'read') void this.#read(message.id, message.start, message.end)
    else {
      this.#messages.push(message)
      this.#wake?.()
    }
  }

  readonly #onError = (error: Error): void => {
    this.#failure ??= new WorkerEnded(reasonOf(error), { cause: error })
    this.#wake?.()
  }

  readonly #onExit = (): void => {
    this.#failure ??= new WorkerEnded('the decoder stopped')
    this.#wake?.()
  }

  async #read(id: number, start: number, end: number): Promise<void> {
    try {
      const bytes = await this.#source.read(start, end, this.#signal)
      this.send({ type: 'bytes', id, bytes })
    } catch (error) {
      this.send({ type: 'no-bytes', id, reason: reasonOf(error) })
    }
  }
}

/** Beside this file, in the sources and in the package alike. */
function startWorker(): Worker {
  const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js'
  const worker = new Worker(new URL(`./parquet-worker${extension}`, import.meta.url))
  worker.on('exit', () => {
    if (idle === worker) idle = undefined
  })
  return worker
}
