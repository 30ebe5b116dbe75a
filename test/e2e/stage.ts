import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { DisplayBlock, DisplayButton, DisplayCard, DisplayMessage } from '../../bot/emulator/display'
import type { PlatformName } from '../../bot/port'
import { PlatformAccount } from '../../entities'
import type { CreateDemo } from '../../server/compose'
import { type SampleChatPerson, sampleChat } from '../../server/demo/sampleOrganisation'
import { axe, newDesktop, newPhone, openBrowser, screenshot } from '../support/browser'
import { startTestProduct, type TestProduct } from '../support/product'
import { faultsOfText } from '../support/reading/faultsOfText'
import { tellWhenRed } from '../support/run/whenRed'

/** A running product with a browser in front of it, all of its people on one of the two chat platforms. */
export interface Stage {
  product: TestProduct
  browser: Browser
  platform: PlatformName
  /** Script faults of all pages opened here, and what axe found at the pictures. */
  faults: string[]
  pages: Map<string, Page>
  /** What people of this house write where they could write this, at most `limit` characters: the same, unless it says otherwise. */
  word(text: string, limit: number): string
}

const { chatPeople, personas } = sampleChat()
// A machine that does other things besides takes three times as long.
jest.setTimeout(240_000)
const patienceMilliseconds = 30_000
/** A page answers from this machine; whatever takes longer is not there. */
const pageMilliseconds = 15_000

/** A person of the sample by key of the cast; throws when there is none. */
export function person(key: string): SampleChatPerson {
  const personId = personas.find((each) => each.key === key)?.personId
  const found = chatPeople.find((each) => each.personId === personId || each.name === key)
  if (!found) throw new Error(`nobody is called ${key}`)
  return found
}

/** Everybody with a chat account, as the emulator knows them. */
export const everybody = (): SampleChatPerson[] => chatPeople

export function userIdOf({ platform }: Pick<Stage, 'platform'>, one: SampleChatPerson): string {
  const userId = platform === 'feishu' ? one.feishuUserId : one.wecomUserId
  if (!userId) throw new Error(`${one.name} has no account`)
  return userId
}

/**
 * Starts the product with its jobs and its sender running, and a browser. `alone`: the house uses this one chat platform
 * only, so that the bot writes there and nowhere else. `createDemo`: in place of the sample's people.
 */
export async function openStage(platform: PlatformName, alone = false, createDemo?: CreateDemo): Promise<Stage> {
  const options = { quiet: false, ...(createDemo ? { createDemo } : {}) }
  const [product, browser] = await Promise.all([startTestProduct(undefined, {}, options), openBrowser()])
  const stage: Stage = { product, browser, platform, faults: [], pages: new Map(), word: (text) => text }
  tellWhenRed(() => shown(stage))
  if (alone) {
    const other = platform === 'feishu' ? 'wecom' : 'feishu'
    await product.database.unitOfWork(null, 'job', (work) => work.manager.delete(PlatformAccount, { platform: other }))
  }
  return stage
}

export async function closeStage(stage: Stage | undefined): Promise<void> {
  await stage?.browser.close()
  await stage?.product.stop()
}

/** The client on this device belongs to this person, as a phone does; nobody is logged in to the product yet. */
export const ownedBy = (stage: Stage, context: BrowserContext, one: SampleChatPerson): Promise<void> =>
  context.addCookies([
    {
      name: 'emulator_user',
      value: encodeURIComponent(`${stage.platform}:${userIdOf(stage, one)}`),
      url: stage.product.url,
    },
  ])

/** What each page of the stage shows, and the last answers it had: a wait in vain alone tells nothing. */
async function shown({ pages }: Stage): Promise<string[]> {
  const open = [...pages].filter(([, page]) => !page.isClosed())
  return Promise.all(
    open.map(async ([name, page]) => {
      const text = await page.innerText('body', { timeout: 2000 }).catch((fault: Error) => fault.message)
      return [`${name} at ${page.url()}`, ...(answers.get(page) ?? []), text.slice(0, 1500)].join('\n')
    }),
  )
}

const answers = new WeakMap<Page, string[]>()
const answersKept = 12

function keepAnswers(page: Page): void {
  const kept: string[] = []
  answers.set(page, kept)
  page.on('response', (response) => {
    const { pathname } = new URL(response.url())
    if (!pathname.startsWith('/api/')) return
    kept.push(`${response.status()} ${response.request().method()} ${pathname}`)
    if (kept.length > answersKept) kept.shift()
  })
}

/** A page in this context, kept under the name and watched for script faults. */
export async function watched(stage: Stage, name: string, context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  page.setDefaultTimeout(pageMilliseconds)
  keepAnswers(page)
  page.on('pageerror', (fault) => stage.faults.push(`${name}: ${fault.message}`))
  stage.pages.set(name, page)
  return page
}

/** This person's phone inside the chat client, the same one every time. */
export async function phoneOf(stage: Stage, key: string): Promise<Page> {
  const known = stage.pages.get(key)
  if (known) return known
  const context = await newPhone(stage.browser, { platform: stage.platform })
  await ownedBy(stage, context, person(key))
  return watched(stage, key, context)
}

/** This person's PC: an ordinary browser, logged in through the chat platform's page. */
export async function desktopOf(stage: Stage, key: string): Promise<Page> {
  const name = `${key} PC`
  const known = stage.pages.get(name)
  if (known) return known
  const context = await newDesktop(stage.browser)
  await ownedBy(stage, context, person(key))
  const page = await watched(stage, name, context)
  await page.goto(`${stage.product.url}/login/${stage.platform}`)
  return page
}

/** Opens a page of the product and waits until it shows this heading. */
export async function open(stage: Stage, page: Page, path: string, heading: string | RegExp): Promise<void> {
  await page.goto(`${stage.product.url}${path}`)
  await page.getByRole('heading', { level: 1, name: heading }).waitFor()
}

/**
 * Keeps a picture of what the screen shows now: 390 × 844 of a phone, 1280 × 800 of a PC. What axe calls serious there is
 * a fault; the pages are the same on both platforms, so it looks on one.
 */
export async function shot(stage: Stage, page: Page, name: string): Promise<void> {
  await screenshot(page, `story-${stage.platform}-${name}`, false)
  if (stage.platform === 'wecom') return
  for (const { rule, places } of await axe(page)) stage.faults.push(`${name}: ${rule} at ${places.join(', ')}`)
}

export async function until<Found>(what: string, look: () => Promise<Found | undefined>): Promise<Found> {
  const end = Date.now() + patienceMilliseconds
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`)
    await new Promise((resume) => setTimeout(resume, 100))
  }
}

/** The cards in this person's chat with the bot, oldest first. */
export async function cardsOf(
  stage: Stage,
  one: SampleChatPerson,
): Promise<(DisplayMessage & { card: DisplayCard })[]> {
  const query = new URLSearchParams({ platform: stage.platform, user: userIdOf(stage, one) })
  const response = await fetch(`${stage.product.url}/emulator/desk/api/chat?${query}`)
  const { messages } = (await response.json()) as { messages: DisplayMessage[] }
  return messages.flatMap((message) =>
    message.content.kind === 'card' ? [{ ...message, card: message.content.card }] : [],
  )
}

/** Waits for a card with this title, and these words on it, in the person's chat; the newest of them. */
export const cardWith = (stage: Stage, key: string, title: string, words = ''): Promise<DisplayCard> =>
  until(`the card “${title}” ${words} in the chat of ${key}`, async () => {
    const cards = await cardsOf(stage, person(key))
    return cards.findLast(({ card }) => card.title === title && JSON.stringify(card).includes(words))?.card
  })

const insideOf = (block: DisplayBlock): DisplayBlock[] =>
  block.kind === 'columns'
    ? block.columns.flatMap((column) => column.blocks)
    : block.kind === 'form' || block.kind === 'panel'
      ? block.blocks
      : []

const allBlocks = (blocks: readonly DisplayBlock[]): DisplayBlock[] =>
  blocks.flatMap((block) => [block, ...allBlocks(insideOf(block))])

export const buttonsOf = (card: DisplayCard): DisplayButton[] =>
  allBlocks(card.blocks).flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))

/** Where a tap on the card's button leads, as path of the product; the whole card is the button on a WeCom notice. */
export function pathBehind(stage: Stage, card: DisplayCard, label: string): string {
  const links = allBlocks(card.blocks).flatMap((block) => (block.kind === 'links' ? block.links : []))
  const url =
    buttonsOf(card).find((button) => button.text === label)?.openUrl ??
    links.find((link) => link.text === label)?.openUrl ??
    card.openUrl
  if (!url?.startsWith(stage.product.url)) throw new Error(`“${label}” leads to ${url}`)
  return url.slice(stage.product.url.length)
}

/** How many messages each person has not read yet, by name of the account. */
export async function unreadByUser(stage: Stage): Promise<Map<string, number>> {
  const response = await fetch(`${stage.product.url}/emulator/desk/api/people?platform=${stage.platform}`)
  const { people } = (await response.json()) as { people: { id: string; unread: number }[] }
  return new Map(people.map(({ id, unread }) => [id, unread]))
}

/** Fields of a card that hold an address or a name of the machine's, not words. */
const machineFields = 'id kind name openUrl href url tone look action flow form style color align type pressId'.split(
  ' ',
)
/** What stands behind a choice or in a field is the machine's too; a fact of a card has its words in `value`. */
const machineValue = (holder: object): string[] => ('text' in holder || 'type' in holder ? ['value'] : [])

function wordsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  const skipped = [...machineFields, ...machineValue(value)]
  return Object.entries(value).flatMap(([name, inner]) => (skipped.includes(name) ? [] : wordsOf(inner)))
}

/** Faults of what the bot has written, card or text, in every chat where something is unread. */
async function faultsOfChats(stage: Stage): Promise<string[]> {
  const unread = await unreadByUser(stage)
  const idOf = (one: SampleChatPerson) => (stage.platform === 'feishu' ? one.feishuUserId : one.wecomUserId)
  const owners = everybody().filter((one) => unread.get(idOf(one) ?? ''))
  const cards = (await Promise.all(owners.map((one) => cardsOf(stage, one)))).flat()
  return faultsOfText([...new Set(cards.flatMap(({ card }) => wordsOf(card)))].join('\n'))
}

/** What went wrong on the way: script faults, what axe calls serious, and words on cards that are none for people. */
export const faultsOf = async (stage: Stage): Promise<string[]> => [...stage.faults, ...(await faultsOfChats(stage))]

/** The demo desk on a PC, with this person chosen: the chat beside the page. */
export async function deskOf(stage: Stage, key: string): Promise<Page> {
  const page = await watched(stage, `${key} desk`, await newDesktop(stage.browser))
  await page.goto(`${stage.product.url}/emulator/`)
  const label = stage.platform === 'feishu' ? '飞书' : '企业微信'
  await page.getByRole('radio', { name: label, exact: true }).click()
  const { name } = person(key)
  await page.getByLabel('搜索姓名或部门').fill(name)
  await page.getByRole('button', { name }).first().click()
  await page.getByText(`${name} 的聊天窗口`).waitFor()
  return page
}
