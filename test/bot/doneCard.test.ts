import { doneCard } from '../../bot/cards/done'
import { withinLimits } from '../../bot/cards/limits'
import { renderCard as renderWecom } from '../../bot/wecom/render'

const at = Date.parse('2026-09-15T06:32:41Z')
const agreed = {
  title: '已同意 演示甲 示范岗',
  line: '运维值守示范岗',
  who: '演示乙',
  at,
  next: '演示丙收集报送，9月20日前',
  path: '/posts/7',
}

describe('the card of a matter that is done', () => {
  test('says who did it, when by the clock in China, what comes next, and leads there', () => {
    expect(doneCard(agreed)).toEqual({
      title: '已同意 演示甲 示范岗',
      tone: 'done',
      summary: '已同意 演示甲 示范岗，演示乙',
      lines: ['运维值守示范岗'],
      facts: [
        { label: '办理人', value: '演示乙' },
        { label: '时间', value: '9月15日 14:32' },
        { label: '下一步', value: '演示丙收集报送，9月20日前' },
      ],
      buttons: [{ kind: 'open', label: '查看', path: '/posts/7' }],
    })
  })

  test('names who can give it back, where somebody can', () => {
    expect(doneCard({ ...agreed, back: '支部书记' }).facts.at(-1)).toEqual({ label: '要退回', value: '请找支部书记' })
  })

  test('just after midnight is the new day', () => {
    const times = ['2026-09-15T15:59:59Z', '2026-09-15T16:05:00Z'].map((moment) => Date.parse(moment))
    expect(times.map((moment) => doneCard({ ...agreed, at: moment }).facts[1]?.value)).toEqual([
      '9月15日 23:59',
      '9月16日 00:05',
    ])
  })

  test('without a next step and a page has neither', () => {
    const card = doneCard({ title: '已签收', who: '演示乙', at })
    expect(card).toMatchObject({ lines: [], buttons: [] })
    expect(card.facts.map((fact) => fact.label)).toEqual(['办理人', '时间'])
  })

  test.each([
    ['a dot in the middle', '演示·阿卜杜拉·阿不都热合曼'],
    ['characters of four bytes', '𠮷𠮷'.repeat(15)],
    ['forty characters, as many as the roster takes', '𠮷·'.repeat(20)],
  ])('names a person with %s in full on both platforms', (_what, who) => {
    const card = withinLimits(doneCard({ ...agreed, who }))
    expect(JSON.stringify([card.lines, card.facts])).toContain(who)
    expect(JSON.stringify(renderWecom(card, 'outbox-1', 'https://a.example'))).toContain(who)
  })

  test('a next step too long for a fact becomes a line and is not cut', () => {
    const next = `${'长'.repeat(40)}收集报送，9月20日前`
    const card = doneCard({ ...agreed, next })
    expect(withinLimits(card)).toEqual(card)
    expect(card.lines).toEqual(['运维值守示范岗', `下一步：${next}。`])
  })
})
