import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Refusal, refusal } from '../../server/refusals'

const root = join(__dirname, '../..')
/** Every declaration `refusal(status, 'code', 'sentence')` of the product, wherever it stands. */
const declarations = globSync(['server/**/*.ts', 'bot/*.ts', 'jobs/**/*.ts'], { cwd: root }).flatMap((file) => {
  const text = readFileSync(join(root, file), 'utf8')
  const found = text.matchAll(/\brefusal\(\s*(\d{3}),\s*'([^']+)',\s*'([^']+)',?\s*\)/g)
  return [...found].map(([, status, code = '', sentence = '']) => ({ file, status: Number(status), code, sentence }))
})

describe('the refusals', () => {
  const taken = refusal(409, 'test.taken', '{post}已经有{count}个了，请另选。')
  const plain = refusal(422, 'test.plain', '还不能报送。')

  it('fill the places of their sentence, and name the fields they are about', () => {
    const refused = taken({ post: '检验员', count: 2 }).at([plain().atField('postId')])
    expect(refused).toBeInstanceOf(Refusal)
    expect([refused.status, refused.code, refused.message]).toEqual([409, 'test.taken', '检验员已经有2个了，请另选。'])
    expect(refused.problems).toEqual([{ field: 'postId', code: 'test.plain', sentence: '还不能报送。' }])
  })

  it('have one sentence each: a code cannot be declared twice', () => {
    expect(() => refusal(422, 'test.plain', '另一句。')).toThrow('declared twice')
    expect(declarations.length).toBeGreaterThan(140)
    const codes = declarations.map(({ code }) => code)
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([])
  })

  it.each(declarations)(
    '$code is a client’s status, a whole sentence, in Chinese signs',
    ({ status, code, sentence }) => {
      expect(code).toMatch(/^[a-z][A-Za-z0-9]*\.[a-z][A-Za-z0-9]*$/)
      expect(status).toBeGreaterThanOrEqual(400)
      expect(status).toBeLessThanOrEqual(503)
      expect(sentence).toMatch(/[。？}]$/)
      const words = sentence.replace(/\{\w+\}|\.xlsx|Excel |Word|\d+:\d+/g, '')
      expect(words).not.toMatch(/[,;:!?()]|\.\s|[a-z]{3,}/)
    },
  )
})
