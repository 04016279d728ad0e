import { formatValue } from './format-spec.ts'
import { binary, compare, unary } from './operators.ts'
import { attributeOf, callOf, elementsOf, itemOf, truthOf } from './protocol.ts'
import { PythonDict } from './python-dict.ts'
import { PythonError, UnsupportedPython } from './python-error.ts'
import { PythonObject, type CallArguments, type PythonValue } from './python-object.ts'
import { pythonRepr, pythonText, typeNameOf } from './python-repr.ts'
import { PythonSet } from './python-set.ts'
import type { PythonScope } from './scope.ts'
import { PythonList, PythonTuple } from './sequences.ts'
import { PythonSlice } from './slice.ts'
import type { Argument, ComprehensionClause, Expression, FormattedPart, Statement } from './syntax-tree.ts'

type Of<Kind extends Expression['kind']> = Extract<Expression, { kind: Kind }>

/**
 * Runs statements in order.
 *
 * @returns what the last one gives: an expression its value, an assignment to one name the value assigned, other
 * assignments `None`
 */
export async function runStatements(
  statements: readonly Statement[],
  scope: PythonScope,
): Promise<PythonValue> {
  let result: PythonValue = null
  for (const statement of statements) result = await runStatement(statement, scope)
  return result
}

async function runStatement(statement: Statement, scope: PythonScope): Promise<PythonValue> {
  if (statement.kind === 'expression') return evaluate(statement.value, scope)
  if (statement.kind === 'assign') {
    const value = await evaluate(statement.value, scope)
    for (const target of statement.targets) await assign(target, value, scope)
    return statement.targets[0]?.kind === 'name' ? value : null
  }
  const value = await binary(
    statement.operator,
    await evaluate(statement.target, scope),
    await evaluate(statement.value, scope),
  )
  await assign(statement.target, value, scope)
  return statement.target.kind === 'name' ? value : null
}

/** Evaluates one expression. */
export async function evaluate(expression: Expression, scope: PythonScope): Promise<PythonValue> {
  switch (expression.kind) {
    case 'literal':
      return expression.value
    case 'name':
      return scope.lookUp(expression.name)
    case 'attribute':
      return attributeOf(await evaluate(expression.object, scope), expression.name)
    case 'subscript':
      return itemOf(await evaluate(expression.object, scope), await evaluate(expression.index, scope))
    case 'slice':
      return evaluateSlice(expression, scope)
    case 'call':
      return callOf(await evaluate(expression.callee, scope), await argumentsOf(expression.arguments, scope))
    case 'list':
      return new PythonList(await evaluateItems(expression.items, scope))
    case 'tuple':
      return new PythonTuple(await evaluateItems(expression.items, scope))
    case 'set':
      return new PythonSet(await evaluateItems(expression.items, scope))
    case 'dict':
      return evaluateDict(expression, scope)
    case 'comprehension':
    case 'dict-comprehension':
      return evaluateComprehension(expression, scope)
    case 'formatted':
      return formatParts(expression.parts, scope)
    case 'unary':
      return unary(expression.operator, await evaluate(expression.operand, scope))
    case 'binary':
      return binary(
        expression.operator,
        await evaluate(expression.left, scope),
        await evaluate(expression.right, scope),
      )
    case 'boolean':
      return evaluateBoolean(expression, scope)
    case 'comparison':
      return evaluateComparison(expression, scope)
    default:
      throw new UnsupportedPython('a starred expression stands where no list of values is expected')
  }
}

async function evaluateSlice(slice: Of<'slice'>, scope: PythonScope): Promise<PythonValue> {
  const part = async (bound: Expression | undefined): Promise<PythonValue> =>
    bound ? evaluate(bound, scope) : null
  return new PythonSlice(await part(slice.start), await part(slice.stop), await part(slice.step))
}

async function evaluateItems(items: readonly Expression[], scope: PythonScope): Promise<PythonValue[]> {
  const values: PythonValue[] = []
  for (const item of items) {
    if (item.kind === 'starred') values.push(...(await elementsOf(await evaluate(item.value, scope))))
    else values.push(await evaluate(item, scope))
  }
  return values
}

async function evaluateDict(display: Of<'dict'>, scope: PythonScope): Promise<PythonValue> {
  const dict = new PythonDict()
  for (const { key, value } of display.items) {
    if (key) dict.set(await evaluate(key, scope), await evaluate(value, scope))
    else for (const [name, item] of mapping(await evaluate(value, scope))) dict.set(name, item)
  }
  return dict
}

function mapping(value: PythonValue): (readonly [PythonValue, PythonValue])[] {
  if (value instanceof PythonDict) return value.entries()
  throw new PythonError('TypeError', `'${typeNameOf(value)}' object is not a mapping`)
}

async function argumentsOf(args: readonly Argument[], scope: PythonScope): Promise<CallArguments> {
  const positional: PythonValue[] = []
  const keywords = new Map<string, PythonValue>()
  for (const argument of args) {
    const value = await evaluate(argument.value, scope)
    if (argument.kind === 'positional') positional.push(value)
    else if (argument.kind === 'spread') positional.push(...(await elementsOf(value)))
    else if (argument.kind === 'keyword') setKeyword(keywords, argument.name, value)
    else for (const [name, item] of mapping(value)) setKeyword(keywords, pythonText(name), item)
  }
  return { positional, keywords }
}

function setKeyword(keywords: Map<string, PythonValue>, name: string, value: PythonValue): void {
  if (keywords.has(name))
    throw new PythonError('TypeError', `got multiple values for keyword argument '${name}'`)
  keywords.set(name, value)
}

async function evaluateBoolean(expression: Of<'boolean'>, scope: PythonScope): Promise<PythonValue> {
  let value: PythonValue = null
  for (const operand of expression.operands) {
    value = await evaluate(operand, scope)
    if ((await truthOf(value)) === (expression.operator === 'or')) return value
  }
  return value
}

async function evaluateComparison(expression: Of<'comparison'>, scope: PythonScope): Promise<PythonValue> {
  let left = await evaluate(expression.first, scope)
  let result: PythonValue = true
  for (const { operator, operand } of expression.rest) {
    const right = await evaluate(operand, scope)
    result = await compare(operator, left, right)
    if (expression.rest.length > 1 && !(await truthOf(result))) return result
    left = right
  }
  return result
}

async function evaluateComprehension(
  expression: Of<'comprehension'> | Of<'dict-comprehension'>,
  outer: PythonScope,
): Promise<PythonValue> {
  const scope = outer.inner()
  if (expression.kind === 'dict-comprehension') {
    const dict = new PythonDict()
    await loop(expression.clauses, scope, async () =>
      dict.set(await evaluate(expression.key, scope), await evaluate(expression.value, scope)),
    )
    return dict
  }
  const values: PythonValue[] = []
  await loop(expression.clauses, scope, async () => {
    values.push(await evaluate(expression.element, scope))
  })
  return expression.collection === 'set' ? new PythonSet(values) : new PythonList(values)
}

async function loop(
  clauses: readonly ComprehensionClause[],
  scope: PythonScope,
  body: () => Promise<void>,
): Promise<void> {
  const [clause, ...rest] = clauses
  if (!clause) return body()
  for (const value of await elementsOf(await evaluate(clause.iterable, scope))) {
    await assign(clause.target, value, scope)
    if (await allTrue(clause.conditions, scope)) await loop(rest, scope, body)
  }
}

async function allTrue(conditions: readonly Expression[], scope: PythonScope): Promise<boolean> {
  for (const condition of conditions) {
    if (!(await truthOf(await evaluate(condition, scope)))) return false
  }
  return true
}

async function formatParts(parts: readonly FormattedPart[], scope: PythonScope): Promise<string> {
  let text = ''
  for (const part of parts) {
    if (part.kind === 'text') text += part.text
    else {
      const value = await evaluate(part.value, scope)
      const converted =
        part.conversion === 's' ? pythonText(value) : part.conversion ? pythonRepr(value) : value
      text += formatValue(converted, await formatParts(part.format, scope))
    }
  }
  return text
}

async function assign(target: Expression, value: PythonValue, scope: PythonScope): Promise<void> {
  switch (target.kind) {
    case 'name':
      return scope.assign(target.name, value)
    case 'attribute':
      return changeable(await evaluate(target.object, scope), 'attribute').setAttribute(target.name, value)
    case 'subscript':
      return changeable(await evaluate(target.object, scope), 'item').setItem(
        await evaluate(target.index, scope),
        value,
      )
    case 'tuple':
    case 'list':
      return unpack(target.items, await elementsOf(value), scope)
    default:
      throw new UnsupportedPython(`cannot assign to ${target.kind}`)
  }
}

function changeable(value: PythonValue, what: string): PythonObject {
  if (value instanceof PythonObject) return value
  throw new PythonError('TypeError', `'${typeNameOf(value)}' object does not support ${what} assignment`)
}

async function unpack(
  targets: readonly Expression[],
  values: PythonValue[],
  scope: PythonScope,
): Promise<void> {
  const starred = targets.findIndex((target) => target.kind === 'starred')
  const fixed = targets.length - (starred < 0 ? 0 : 1)
  if (starred < 0 ? values.length !== fixed : values.length < fixed) {
    throw new PythonError('ValueError', `expected ${fixed} values to unpack, got ${values.length}`)
  }
  let next = 0
  for (const target of targets) {
    if (target.kind === 'starred') {
      const many = values.slice(next, next + values.length - fixed)
      await assign(target.value, new PythonList(many), scope)
      next += many.length
    } else {
      await assign(target, values[next] ?? null, scope)
      next += 1
    }
  }
}
