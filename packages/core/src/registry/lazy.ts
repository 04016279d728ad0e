/** Something that is read when it is awaited, and not before; read once. */
export class Lazy<T> implements PromiseLike<T> {
  readonly #read: () => Promise<T>
  #value: Promise<T> | undefined

  constructor(read: () => Promise<T>) {
    this.#read = read
  }

  // oxlint-disable-next-line unicorn/no-thenable -- awaiting reads it
  then<A = T, B = never>(
    fulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    rejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.#value ??= this.#read()
    return this.#value.then(fulfilled, rejected)
  }
}
