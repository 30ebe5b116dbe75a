import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { DisplayBlock, DisplayButton, DisplayMessage, PressResult } from '../../../bot/emulator/display'
import type { PlatformName } from '../../../bot/port'
import type { ConsoleOrder, Start } from './serve'

/** A message as somebody sees it on his phone. */
export interface SeenCard {
  id: string
  title: string
  text: string
  buttons: DisplayButton[]
}

/** The emulator as another program: its consoles, its time, and the chats of people. */
export interface OwnEmulator {
  url: string
  setConsole(order: ConsoleOrder): Promise<void>
  advance(milliseconds: number): Promise<void>
  chat(platform: PlatformName, user: string): Promise<SeenCard[]>
  /** Presses the button that begins so on the newest card that says this. */
  press(platform: PlatformName, user: string, about: string, button: string): Promise<PressResult>
  say(platform: PlatformName, user: string, text: string): Promise<void>
  stop(): Promise<void>
}

const answerOf = async <Answer>(child: ChildProcess): Promise<Answer> => {
  const [answer] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error('the emulator has ended'))),
  ])
  return answer as Answer
}

const buttonsOf = (block: DisplayBlock): DisplayButton[] => {
  if (block.kind === 'buttons') return block.buttons
  if (block.kind === 'columns') return block.columns.flatMap(({ blocks }) => blocks.flatMap(buttonsOf))
  return block.kind === 'form' || block.kind === 'panel' ? block.blocks.flatMap(buttonsOf) : []
}

function seen({ id, content }: DisplayMessage): SeenCard {
  const card = content.kind === 'card' ? content.card : null
  return {
    id,
    title: card?.title ?? '',
    text: JSON.stringify(content),
    buttons: (card?.blocks ?? []).flatMap(buttonsOf),
  }
}

async function asked<Answer>(url: string, given?: object): Promise<Answer> {
  const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(given) }
  const response = await fetch(url, given ? post : {})
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`)
  return (await response.json()) as Answer
}

/** What people do in their clients. */
function clientsAt(url: string): Pick<OwnEmulator, 'chat' | 'press' | 'say'> {
  const chat = async (platform: PlatformName, user: string): Promise<SeenCard[]> => {
    const found = await asked<{ messages: DisplayMessage[] }>(`${url}/desk/api/chat?platform=${platform}&user=${user}`)
    return found.messages.filter(({ from }) => from === 'bot').map(seen)
  }
  return {
    chat,
    press: async (platform, user, about, label) => {
      const cards = await chat(platform, user)
      const found = cards.findLast(({ text }) => text.includes(about))
      const button = found?.buttons.find(({ text }) => text.startsWith(label))
      const shown = cards.map((each) => `${each.title}: ${each.buttons.map(({ text }) => text).join(' ')}`).join('; ')
      if (!found || !button) throw new Error(`${user} of ${platform} sees no “${label}” about “${about}”, but ${shown}`)
      return asked(`${url}/desk/api/press`, { platform, user, message: found.id, button: button.id })
    },
    say: (platform, user, text) => asked(`${url}/desk/api/say`, { platform, user, text }),
  }
}

export async function startOwnEmulator(start: Start): Promise<OwnEmulator> {
  const child = fork(join(__dirname, 'program.cjs'), [], { execArgv: ['--disable-warning=ExperimentalWarning'] })
  child.send(start)
  const { url } = await answerOf<{ url: string }>(child)
  return {
    url,
    ...clientsAt(url),
    setConsole: async (order) => {
      child.send(order)
      const { set, why } = await answerOf<{ set: boolean; why?: string }>(child)
      if (!set) throw new Error(why)
    },
    advance: (ms) => asked(`${url}/__ctl/frame/advance`, { ms }),
    stop: async () => {
      child.disconnect()
      await once(child, 'exit')
    },
  }
}
