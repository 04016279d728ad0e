/** Nodes of the Python subset that golden cases use: assignments and expressions, no other statements. */
export type Statement =
  | { readonly kind: 'expression'; readonly value: Expression }
  | { readonly kind: 'assign'; readonly targets: readonly Expression[]; readonly value: Expression }
  | {
      readonly kind: 'augmented-assign'
      readonly target: Expression
      readonly operator: BinaryOperator
      readonly value: Expression
    }

export type BinaryOperator = '+' | '-' | '*' | '/' | '//' | '%' | '**' | '@' | '|' | '&' | '^' | '<<' | '>>'

export type UnaryOperator = '+' | '-' | '~' | 'not'

export type ComparisonOperator = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'not in' | 'is' | 'is not'

/** The value of a literal: `bigint` is an int, `number` a float. */
export type LiteralValue = null | boolean | bigint | number | string | Uint8Array

/** One argument of a call: positional, `name=…`, `*…` or `**…`. */
export type Argument =
  | { readonly kind: 'positional'; readonly value: Expression }
  | { readonly kind: 'keyword'; readonly name: string; readonly value: Expression }
  | { readonly kind: 'spread'; readonly value: Expression }
  | { readonly kind: 'spread-keywords'; readonly value: Expression }

/** `for target in iterable if … if …` of a comprehension. */
export interface ComprehensionClause {
  readonly target: Expression
  readonly iterable: Expression
  readonly conditions: readonly Expression[]
}

/** An item of a dict display; without a key it is `**value`. */
export interface DictItem {
  readonly key: Expression | undefined
  readonly value: Expression
}

/** A piece of an f-string: text, or an expression with its conversion and format. */
export type FormattedPart =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'value'
      readonly value: Expression
      readonly conversion: 'r' | 's' | 'a' | undefined
      readonly format: readonly FormattedPart[]
    }

export type Expression =
  | { readonly kind: 'literal'; readonly value: LiteralValue }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'attribute'; readonly object: Expression; readonly name: string }
  | { readonly kind: 'subscript'; readonly object: Expression; readonly index: Expression }
  | {
      readonly kind: 'slice'
      readonly start: Expression | undefined
      readonly stop: Expression | undefined
      readonly step: Expression | undefined
    }
  | { readonly kind: 'call'; readonly callee: Expression; readonly arguments: readonly Argument[] }
  | { readonly kind: 'list' | 'tuple' | 'set'; readonly items: readonly Expression[] }
  | { readonly kind: 'dict'; readonly items: readonly DictItem[] }
  | { readonly kind: 'starred'; readonly value: Expression }
  | {
      readonly kind: 'comprehension'
      readonly collection: 'list' | 'set' | 'generator'
      readonly element: Expression
      readonly clauses: readonly ComprehensionClause[]
    }
  | {
      readonly kind: 'dict-comprehension'
      readonly key: Expression
      readonly value: Expression
      readonly clauses: readonly ComprehensionClause[]
    }
  | { readonly kind: 'formatted'; readonly parts: readonly FormattedPart[] }
  | { readonly kind: 'unary'; readonly operator: UnaryOperator; readonly operand: Expression }
  | {
      readonly kind: 'binary'
      readonly operator: BinaryOperator
      readonly left: Expression
      readonly right: Expression
    }
  | { readonly kind: 'boolean'; readonly operator: 'and' | 'or'; readonly operands: readonly Expression[] }
  | {
      readonly kind: 'comparison'
      readonly first: Expression
      readonly rest: readonly { readonly operator: ComparisonOperator; readonly operand: Expression }[]
    }
