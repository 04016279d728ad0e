import 'reflect-metadata/lite'
import { instanceCachingFactory, type DependencyContainer, type InjectionToken } from 'tsyringe'

/** Names a service by its type. `Symbol.for` keeps two copies of a package in one process talking to each other. */
export interface Token<T> {
  readonly key: symbol
  readonly _type?: T
}

export const token = <T>(name: string): Token<T> => ({ key: Symbol.for(`lamin:${name}`) })

const keyOf = <T>(token: Token<T>): InjectionToken<T> => token.key

export const resolve = <T>(container: DependencyContainer, token: Token<T>): T =>
  container.resolve<T>(keyOf(token))

/** Every value registered for the token in this instance; empty when there is none. */
export const resolveAll = <T>(container: DependencyContainer, token: Token<T>): T[] =>
  container.isRegistered(keyOf(token), true) ? container.resolveAll<T>(keyOf(token)) : []

export const provideValue = <T>(container: DependencyContainer, token: Token<T>, value: T): void => {
  container.register<T>(keyOf(token), { useValue: value })
}

const made = new WeakMap<DependencyContainer, unknown[]>()

/** Registers a service made on first use, once per instance. */
export function provide<T>(
  container: DependencyContainer,
  token: Token<T>,
  make: (container: DependencyContainer) => T,
): void {
  const factory = instanceCachingFactory((of: DependencyContainer) => {
    const service = make(of)
    const services = made.get(container) ?? []
    made.set(container, [...services, service])
    return service
  })
  container.register<T>(keyOf(token), { useFactory: factory })
}

/** Disposes what {@link provide} made, last one first. */
export async function disposeServices(container: DependencyContainer): Promise<void> {
  for (const service of (made.get(container) ?? []).reverse()) {
    const disposable = service as Partial<AsyncDisposable & Disposable> | undefined
    if (disposable?.[Symbol.asyncDispose]) await disposable[Symbol.asyncDispose]?.()
    else disposable?.[Symbol.dispose]?.()
  }
  made.delete(container)
  await container.dispose()
}
