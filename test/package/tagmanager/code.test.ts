import { type AnyNode, parse } from 'acorn'
import { describe, expect, test } from 'vitest'
import { readTemplate } from '../../support/tagmanager.ts'

const { code } = readTemplate()

// https://developers.google.com/tag-platform/tag-manager/templates/sandboxed-javascript
describe('its code', () => {
  const nodes = listNodes(parse(code, { ecmaVersion: 2020 }))

  test('keeps to the language of the sandbox', () => {
    const used = new Set(nodes.map(({ type }) => type))
    expect([...used].filter((type) => !SYNTAX.has(type))).toEqual([])
    const literals = nodes.flatMap((node) => (node.type === 'Literal' && 'regex' in node ? [node.raw] : []))
    expect(literals).toEqual([])
  })

  test('names nothing but what it has declared, and what the sandbox gives it', () => {
    const declared = nodes.flatMap((node) => {
      if (node.type === 'VariableDeclarator') return [node.id]
      return node.type === 'ArrowFunctionExpression' ? node.params : []
    })
    const known = new Set(['require', 'data', 'undefined', ...declared.map(nameOf)])
    const members = new Set(
      nodes.flatMap((node) => {
        if (node.type === 'MemberExpression' && !node.computed) return [node.property]
        return node.type === 'Property' ? [node.key] : []
      }),
    )
    const free = nodes.filter((node) => node.type === 'Identifier' && !members.has(node)).map(nameOf)
    expect(free.filter((name) => !known.has(name))).toEqual([])
  })

  // https://developers.google.com/tag-platform/tag-manager/templates/standard-library
  test('calls methods of the standard library alone', () => {
    const methods = nodes.flatMap((node) =>
      node.type === 'CallExpression' && node.callee.type === 'MemberExpression' ? [nameOf(node.callee.property)] : [],
    )
    const known = ['every', 'forEach', 'reduce', 'indexOf', 'trim', 'gtmOnSuccess', 'gtmOnFailure']
    expect(methods.filter((name) => !known.includes(name))).toEqual([])
  })
})

const SYNTAX = new Set([
  ...['Program', 'VariableDeclaration', 'VariableDeclarator', 'ExpressionStatement', 'BlockStatement', 'IfStatement'],
  ...['ReturnStatement', 'ArrowFunctionExpression', 'CallExpression', 'MemberExpression', 'AssignmentExpression'],
  ...['BinaryExpression', 'LogicalExpression', 'UnaryExpression', 'ConditionalExpression', 'Identifier', 'Literal'],
  ...['ArrayExpression', 'ObjectExpression', 'Property'],
])

function listNodes(node: AnyNode): AnyNode[] {
  const parts = Object.values(node).flat() as unknown[]
  return [node, ...parts.filter(isNode).flatMap(listNodes)]
}

function isNode(value: unknown): value is AnyNode {
  return typeof Object(value).type === 'string'
}

function nameOf(node: object): string {
  return 'name' in node ? String(node.name) : ''
}
