import { ModuleNotInInstance } from '../errors.ts'

/** Names that runtimes and test tools look up on any object. */
const PROBED =
  /^(then|catch|finally|toJSON|constructor|inspect|asymmetricMatch|nodeType|tagName|hasAttribute|length|size|calls|mock|name)$/

/**
 * Last in the prototype chain of {@link Instance}: `db.<module>` of a module that the instance does not have ends in a
 * named error instead of `undefined`.
 */
export abstract class UnknownMembers {}

Object.setPrototypeOf(
  UnknownMembers.prototype,
  new Proxy(Object.create(null) as object, {
    get(
      _target,
      member,
      instance: { readonly slug: string; readonly modules: readonly { readonly name: string }[] },
    ) {
      const isModule = typeof member === 'string' && /^[a-z][a-z0-9_]*$/.test(member) && !PROBED.test(member)
      if (!isModule || !Object.hasOwn(instance, 'modules')) return undefined
      throw new ModuleNotInInstance(
        member,
        instance.slug,
        instance.modules.map((module) => module.name),
      )
    },
  }),
)
