import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type Document, listCodeSpans, readDocument } from '../support/documents.ts'
import { ROOT } from '../support/package.ts'

const { homepage, bin } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
const skill = readDocument('SKILL.md')
const list = readDocument('llms.txt')

const linksOf = ({ tokens }: Document) => tokens.flatMap((token) => (token.type === 'link' ? [String(token.href)] : []))

/** Blocks, settings, types and names of both are held to the code with those of all documents. */
describe('SKILL.md', () => {
  // https://agentskills.io/specification
  test('says in its head what it is called, and when it is for', () => {
    const [, head = ''] = /^---\n([^]*?)\n---\n/.exec(skill.text) ?? []
    const { name, description, ...others } = parse(head) as Record<string, string>
    expect(name).toMatch(/^[a-z\d]+(-[a-z\d]+)*$/)
    expect(description?.length).toBeLessThanOrEqual(1024)
    expect(description).toMatch(/\bUse it where\b/)
    expect(others).toEqual({})
  })

  test('names both commands, and files of the package that are there', () => {
    for (const command of Object.keys(bin as object))
      expect(skill.text).toContain(`npx -p @introw/affiliate ${command}`)
    const files = listCodeSpans(skill).flatMap((span) => span.split('node_modules/@introw/affiliate/')[1] ?? [])
    expect(files).toEqual(['dist/stub.html'])
    for (const file of files) expect(existsSync(join(ROOT, file)), file).toBe(true)
  })

  test('is short: agents read all of it', () => {
    expect(skill.text.split('\n').length).toBeLessThanOrEqual(120)
  })
})

describe('llms.txt', () => {
  // https://llmstxt.org
  test('has a title, a summary, and sections of links', () => {
    expect(list.text).toMatch(/^# \S.*\n\n> \S.*\n\n/)
    const sections = list.text.split(/\n## .+\n\n/).slice(1)
    expect(sections.length).toBeGreaterThan(2)
    for (const section of sections)
      for (const line of section.trim().split('\n')) expect(line).toMatch(/^- \[[^\]]+\]\(https:\/\/[^)]+\)(: \S.*)?$/)
  })

  test('links to files of the repository that are there, and to nothing else', () => {
    const folder = `${String(homepage).replace('#readme', '')}/blob/main/`
    const links = linksOf(list)
    expect(links.length).toBeGreaterThan(10)
    for (const link of links) {
      expect(link.startsWith(folder), link).toBe(true)
      expect(existsSync(join(ROOT, link.slice(folder.length))), link).toBe(true)
    }
  })
})
