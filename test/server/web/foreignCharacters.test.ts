import { type CallName, contract } from '../../../server/contract'
import { addresses } from '../../../server/contract/addresses'
import { describeEachDatabase } from '../../support/perDatabase'
import { type Caller, startTestProduct, type TestProduct } from '../../support/product'
import { xmlFault } from '../../support/reading/strictXml'
import { addressOf, callNames, newCampaignLast, rightInput, rowOf } from './calls'
import { everyRow } from './everyRow'
import { cleaned, dirtyInputs, lost, storedFaults, takesWords, textsOf, withTexts } from './foreignCharacters'
import { keptConnections, type Post } from './keptConnections'
import { personOf, type Stage, setStage } from './stage'

/** Logging in and out writes no text, and ends the sessions of those who come after it. */
const logsInOrOut = (name: CallName): boolean => /^(login\.|session\.end)/.test(name)
const posts = newCampaignLast(callNames.filter((name) => addresses[name].startsWith('POST ') && !logsInOrOut(name)))
const withText = callNames.filter((name) => textsOf(name).length > 0)
/** The drill tries every character in every place; `npm test` two in each, others in the next. */
const whole = process.env.FOREIGN_CHARACTERS === 'all'

/** A sentence people can act on: no word of a program. */
const plainSentence = /^[^A-Za-z]*[\u4e00-\u9fff][^A-Za-z]*$/

test('the parser that judges is strict', () => {
  for (const sign of ['\ufffe', '\uffff', '\u000b', '\u0007', '\ud842', '&', '<'])
    expect(xmlFault(`<a>${sign}</a>`)).not.toBeNull()
  expect(xmlFault('<a>𠮷 &amp; 㛃\n👨‍👩‍👧 葛\u{e0100}</a>')).toBeNull()
})

describeEachDatabase('characters from elsewhere, in every text of every call', (db) => {
  let product: TestProduct
  let stage: Stage
  let connections: ReturnType<typeof keptConnections>
  const callers = new Map<string, Caller>()
  const takenWhole: CallName[] = []

  beforeAll(async () => {
    product = await startTestProduct(db.url)
    stage = await setStage(product.database)
    connections = keptConnections(product.url)
    for (const key of new Set(callNames.map((name) => rowOf(name).by)))
      callers.set(key, await product.loginPerson(personOf(key)))
  }, 60_000)
  afterAll(async () => {
    connections.close()
    await product.stop()
  })

  const callerOf = (name: CallName): Caller => callers.get(rowOf(name).by) as Caller
  const postOf = (name: CallName, input: Record<string, unknown>): Post => {
    const { path, rest } = addressOf(name, input)
    const { cookie } = callerOf(name)
    if (addresses[name].startsWith('POST ')) return { path, cookie, body: JSON.stringify(rest) }
    const query = new URLSearchParams(
      Object.entries(rest).map(([key, value]): [string, string] => [key, String(value)]),
    )
    return { path: `${path}?${query}`, cookie, body: '', method: 'GET' }
  }
  type Said = { code?: string; sentence?: string; problems?: { sentence: string }[] }
  const said = (text: string): Said => (text.startsWith('{') ? JSON.parse(text) : {})

  it.each(withText)('%s: what has lost a character is refused with its place, and no row changes', async (name) => {
    const right = rightInput(name, stage)
    const sent = textsOf(name).flatMap((place) =>
      Object.entries(lost).map(([what, sign]) => ({
        what: `${what} in ${place.join('.')}`,
        post: postOf(
          name,
          withTexts(name, right, [place], (text) => `${text[0]}${sign}${text.slice(1)}`),
        ),
      })),
    )
    const before = await everyRow(product.database)
    const answers = await connections.sendAll(sent.map(({ post }) => post))
    const wrong = answers.flatMap(({ status, text }, turn) => {
      const { sentence = '', problems = [] } = said(text)
      const words = [sentence, ...problems.map((problem) => problem.sentence)].join(' ')
      return status === 400 && /第2个字/.test(words) && plainSentence.test(words)
        ? []
        : [`${sent[turn]?.what}: ${status} ${words}`]
    })
    expect(wrong).toEqual([])
    expect(await everyRow(product.database)).toEqual(before)
  })

  it.each(posts)('%s: is done as with the right input, and what nobody sees is gone', async (name) => {
    const right = rightInput(name, stage)
    if (contract[name].in === 'file') {
      const headers = { 'X-File-Name': encodeURIComponent(`名\u202e册${'长'.repeat(150)}.xlsx`) }
      const file = await rowOf(name).file?.()
      if (file) await callerOf(name).send(name, file, headers)
      return
    }
    const codes: (string | undefined)[] = []
    for (const [turn, input] of dirtyInputs(name, right).entries()) {
      const { status, text } = await connections.send(postOf(name, input))
      expect(status).toBeLessThan(500)
      codes.push(said(text).code)
      if (said(text).code === rowOf(name).stopsAt) {
        if (status === 200 && turn < 2 && withText.includes(name)) takenWhole.push(name)
        break
      }
    }
    expect(codes.at(-1)).toBe(rowOf(name).stopsAt)
  })

  it('every text of every call was stored with all that may be kept', () => {
    const rest = posts.filter(
      (name) =>
        !rowOf(name).stopsAt &&
        !takenWhole.includes(name) &&
        textsOf(name).some((place) => takesWords(name, rightInput(name, stage), place)),
    )
    // What these take is not anybody's words: the name of a step, the letters of a ballot.
    expect(rest).toEqual(['record.step', 'ballot.cast'])
  })

  it.each(withText)('%s: each character alone is taken, or refused in words', async (name) => {
    const right = rightInput(name, stage)
    const signs = Object.entries(cleaned)
    const sent = textsOf(name).flatMap((place, at) =>
      signs
        .filter((_sign, turn) => whole || turn === (2 * at) % signs.length || turn === (2 * at + 1) % signs.length)
        .map(([what, sign]) => ({
          what: `${what} in ${place.join('.')}`,
          post: postOf(
            name,
            withTexts(name, right, [place], (text) => `${text[0]}${sign}${text.slice(1)}`),
          ),
        })),
    )
    const answers = await connections.sendAll(sent.map(({ post }) => post))
    const wrong = answers.flatMap(({ status, text }, turn) => {
      const { sentence = '', problems = [] } = said(text)
      const words = [sentence, ...problems.map((problem) => problem.sentence)].join(' ')
      const fits = status === 200 || (status < 500 && /[\u4e00-\u9fff]/.test(words) && !/第\d+个字/.test(words))
      return fits ? [] : [`${sent[turn]?.what}: ${status} ${words}`]
    })
    expect(wrong).toEqual([])
  })

  it('every text of every table is clean, and a strict XML parser takes them all', async () => {
    expect(await storedFaults(product.database)).toEqual([])
  })
})
