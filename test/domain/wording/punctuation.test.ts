import ts from 'typescript'
import { englishIn, secondNames } from '../../support/reading/faultsOfText'
import { productFiles } from '../../support/stateReferences'

/** Stands for what is filled in. */
const gap = '○'

/** The text of a literal or template, with a gap for each thing filled in; null for anything else. */
function textOf(node: ts.Node): string | null {
  if (ts.isStringLiteralLike(node)) return node.text
  if (!ts.isTemplateExpression(node)) return null
  return node.head.text + node.templateSpans.map(({ literal }) => gap + literal.text).join('')
}

const isChinese = (text: string): boolean => /\p{Script=Han}/u.test(text)
/** A half-width mark after Chinese or something filled in, and before the same or the end. */
const halfWidth = new RegExp(
  `(\\p{Script=Han}|${gap})[,:;!?](?=\\p{Script=Han}|${gap}|$)|\\p{Script=Han}\\(|\\)\\p{Script=Han}|。 `,
  'u',
)

/** Every text with Chinese in it that stands in a file of code. */
function saidIn(name: string, text: string): string[] {
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true)
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    const said = textOf(node)
    if (said !== null && isChinese(said)) found.push(said)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

// An address keeps its own signs.
const hasHalfWidth = (said: string): boolean => !said.includes('://') && halfWidth.test(said)

/** Strings of a page's template that end something filled in with a half-width bracket. */
const putTogether = (page: string): string[] => {
  const template = page.slice(page.indexOf('<template'))
  return (template.match(/`[^`]*`/g) ?? []).filter((each) => /\}\(\$\{/.test(each))
}

/** What a page itself writes: its template, without the comments. */
const shownBy = (page: string): string[] => [
  page.slice(page.indexOf('<template'), page.lastIndexOf('</template')).replace(/<!--.*?-->/gs, ''),
  ...saidIn('script.ts', /<script[^>]*>(.*?)<\/script>/s.exec(page)?.[1] ?? ''),
]

describe('what people read has Chinese punctuation', () => {
  const files = productFiles()
  const texts = files.flatMap(({ name, text }) =>
    (name.endsWith('.ts') ? saidIn(name, text) : shownBy(text)).map((said) => ({ name, said })),
  )

  test('in every text of the product', () => {
    expect(files.length).toBeGreaterThan(400)
    const scripts = texts
      .filter(({ name, said }) => name.endsWith('.ts') && hasHalfWidth(said))
      .map(({ name, said }) => `${name}: ${said}`)
    const pages = files.filter(({ name }) => name.endsWith('.vue'))
    const templates = pages
      .filter(({ text }) => /\p{Script=Han}[,:;!?]\p{Script=Han}/u.test(text))
      .map(({ name }) => name)
    // What a page puts together itself.
    const joined = pages.filter(({ text }) => putTogether(text).length > 0).map(({ name }) => name)
    expect([...scripts, ...templates, ...joined]).toEqual([])
  })

  test('with one word for one thing, in every text of the product', () => {
    expect(texts.length).toBeGreaterThan(3000)
    expect(texts.flatMap(({ name, said }) => secondNames(said).map((each) => `${name}: ${each}`))).toEqual([])
  })

  test('with no English but the names on the list, where people at work read it', () => {
    const read = texts.filter(({ name }) =>
      /^(miniapp|bot\/cards|server\/(features|domain|policy|refusals))/.test(name),
    )
    const scripts = read.filter(({ name }) => name.endsWith('.ts'))
    expect(scripts.length).toBeGreaterThan(2000)
    // What is filled in stands in braces.
    const faults = scripts.map(({ name, said }) => ({ name, english: englishIn(said.replace(/\{\w+\}/g, gap)) }))
    expect(faults.filter(({ english }) => english.length > 0)).toEqual([])
  })

  test.each([
    ['发出#,#%，占比', 1],
    ['已报送:请等待', 1],
    ['#,早上好', 1],
    ['#，早上好', 0],
    ['/filings/#?state=#', 0],
    ['mysql://用户:密码', 0],
    ['#:#', 0],
    ['第#步(共#步)', 1],
    ['已报送。 请等待', 1],
    ['第#步（共#步）', 0],
  ])('%s has %i', (text, count) => {
    const planted = `const said = \`${text.replaceAll('#', '$' + '{x}')}\``
    expect(saidIn('planted.ts', planted).filter(hasHalfWidth)).toHaveLength(count)
  })

  test('a bracket that a page puts behind something filled in is seen', () => {
    const fill = (name: string) => `${'$'}{${name}}`
    expect(putTogether(`<template><p :title="\`${fill('a')}(${fill('b')})\`" /></template>`)).toHaveLength(1)
    expect(putTogether(`<template><p :title="\`${fill('a')}（${fill('b')}）\`" /></template>`)).toEqual([])
  })
})
