import type { DisplayBlock, DisplayButton } from '../../../bot/emulator/display'
import type { CallName, Input, Output } from '../../../server/contract'
import { createDemo } from '../../../server/demo/demo'
import { sampleChat } from '../../../server/demo/sampleOrganisation'
import { sampleId } from '../../../server/demo/sampleOrganisationSeed'
import {
  addDays,
  type CalendarDay,
  instantOf,
  toCalendarDay,
  weekdayOf,
} from '../../../server/domain/calendar/calendarDay'
import { type Caller, startTestProduct, type TestProduct } from '../product'
import { Changes } from './changes'
import { clockTime } from './names'

const firstDay = toCalendarDay('2026-09-07')
const morningMinute = 10 * 60 + 5
const secondsOfAnAct = 20
/** Whose list of what to do is written down every Monday. */
const watched = [
  'office',
  'hqCommittee',
  'supervisor',
  'groupLeader',
  'generalOffice',
  'chiefEngineer',
  'massesHead',
  'generalSecretary',
  'financeSecretary',
  'digitalSecretary',
  'digitalCommittee',
  'productionSecretary',
  'scrutineer',
  'member',
  'masses',
]

/** Id of somebody of the sample by key. */
export const someone = (key: string): string => sampleId(`person:${key}`)
/** An id for a record that the page names itself; the same in every run. */
export const ownId = (key: string): string => sampleId(`behaviour:${key}`)

interface Recording {
  now: number
  day: CalendarDay
  readonly lines: string[]
  readonly changes: Changes
  readonly callers: Map<string, Caller>
}

export interface Recorder {
  readonly product: TestProduct
  readonly today: CalendarDay
  /** Somebody of the sample by key, logged in on Feishu. */
  as(key: string): Promise<Caller>
  /** Makes a call and writes down what it caused; a refusal ends the recording. */
  act<Name extends CallName>(key: string, name: Name, input: Input<Name>): Promise<Output<Name>>
  /** The same for a call that must be refused; its sentence is written down. */
  refused<Name extends CallName>(key: string, name: Name, input: Input<Name>): Promise<void>
  /** Sends a file up; answers what the call answers. */
  send<Name extends CallName>(key: string, name: Name, file: Buffer, fileName?: string): Promise<Output<Name>>
  /** Reads without a trace in the dump. */
  read<Name extends CallName>(key: string, name: Name, input: Input<Name>): Promise<Output<Name>>
  /** Answers the newest card of this title in the chat. */
  press(key: string, title: string, values: Record<string, string>): Promise<void>
  /** Writes a line that the story itself has found out. */
  note(line: string): void
  /** Lives through the days until this one, jobs and all; stands on it at 10:05. */
  until(day: string): Promise<void>
  /** Everything written down, with the tables as they stand at the end. */
  dump(tables: readonly string[]): Promise<string>
}

const inside = (block: DisplayBlock): DisplayBlock[] => {
  if (block.kind === 'form' || block.kind === 'panel') return [block, ...block.blocks.flatMap(inside)]
  if (block.kind === 'columns') return block.columns.flatMap((column) => column.blocks.flatMap(inside))
  return [block]
}

/** What a decision button says, by the word of its answer. */
const answerLabels: Record<string, string> = {
  none: '无意见',
  some: '有意见',
  review: '通过',
  returnByHead: '退回',
  agree: '同意',
  disagree: '不同意',
  approve: '同意',
  reject: '退回',
}

/** A card in the emulated chat that still asks, by its title: where it has a form its 提交, else the button of the answer. */
async function askingCard(product: TestProduct, userId: string, title: string, answer = '') {
  const response = await fetch(`${product.url}/emulator/desk/api/chat?platform=feishu&user=${userId}`)
  const { messages } = (await response.json()) as {
    messages: { id: string; content?: { kind: string; card: { title?: string; blocks: DisplayBlock[] } } }[]
  }
  for (const { id, content } of messages.reverse()) {
    if (content?.kind !== 'card' || content.card.title !== title) continue
    const buttons: DisplayButton[] = content.card.blocks
      .flatMap(inside)
      .flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))
    const submit =
      buttons.find(({ text }) => text === '提交') ?? buttons.find(({ text }) => text === answerLabels[answer])
    if (submit) return { message: id, button: submit.id }
  }
  throw new Error(`no card asks ${title}`)
}

/**
 * The sample house on SQLite with a clock that stands still between acts: twenty seconds each, 10:05 on a new day. Where
 * nothing is to be written down, whoever lives it looks at the house itself.
 */
export async function startRecorder({ writesDown = true } = {}): Promise<Recorder> {
  const recording = { now: instantOf(firstDay, morningMinute), day: firstDay }
  const product = await startTestProduct(
    undefined,
    {},
    {
      createDemo: (config) => {
        const demo = createDemo(config)
        // The emulator looks at this clock as well.
        demo.clock.now = () => recording.now
        return demo
      },
    },
  )
  // Where a card falls within its 25 minutes of a morning is drawn by lot.
  jest.spyOn(Math, 'random').mockReturnValue(0.5)
  const query = <Row>(sql: string): Promise<Row[]> =>
    product.database.read(null, 'job', (work) => work.manager.query(sql))
  const state: Recording = Object.assign(recording, {
    lines: [],
    changes: new Changes(query),
    callers: new Map<string, Caller>(),
  })
  return recorderOf(product, state, writesDown)
}

function recorderOf(product: TestProduct, recording: Recording, writesDown: boolean): Recorder {
  const { lines, changes, callers } = recording
  const settle = async (title: string): Promise<void> => {
    const began = clockTime(recording.now)
    // What a pressed card turns to waits two seconds.
    recording.now += 5000
    await product.catchUp()
    if (writesDown) {
      const since = await changes.since()
      lines.push(`== ${began} ${changes.told(title)}`, ...since)
    }
    recording.now += secondsOfAnAct * 1000 - 5000
  }
  const as = async (key: string): Promise<Caller> => {
    const known = callers.get(key) ?? (await product.loginPerson(someone(key)))
    callers.set(key, known)
    return known
  }
  const call = async <Name extends CallName>(key: string, name: Name, input: Input<Name>) =>
    (await as(key)).call(name, input)
  const tellTasks = async (): Promise<void> => {
    for (const key of watched) {
      const { body } = await call(key, 'tasks.mine', {})
      for (const task of body.tasks) lines.push(changes.told(`task ${key} ${JSON.stringify(task)}`))
    }
  }
  return {
    product,
    get today() {
      return recording.day
    },
    as,
    act: async (key, name, input) => {
      const { status, body } = await call(key, name, input)
      if (status !== 200) throw new Error(`${key} ${name}: ${status} ${JSON.stringify(body)}`)
      await settle(`${key} ${name} ${JSON.stringify(input)}`)
      return body
    },
    refused: async (key, name, input) => {
      const { status, body } = await call(key, name, input)
      if (status < 400) throw new Error(`${key} ${name} was not refused`)
      await settle(`${key} ${name} ${JSON.stringify(input)} refused: ${status} ${body.code} ${body.sentence}`)
    },
    send: async (key, name, file, fileName = '') => {
      const { status, body } = await (await as(key)).send(name, file, fileName ? { 'X-File-Name': fileName } : {})
      if (status !== 200) throw new Error(`${key} ${name}: ${status} ${JSON.stringify(body)}`)
      await settle(`${key} ${name}`)
      return body
    },
    read: async (key, name, input) => {
      const { status, body } = await call(key, name, input)
      if (status !== 200) throw new Error(`${key} ${name}: ${status} ${JSON.stringify(body)}`)
      return body
    },
    press: async (key, title, values) => {
      const user = sampleChat().chatPeople.find((one) => one.personId === someone(key))?.feishuUserId ?? ''
      const asked = await askingCard(product, user, title, values.answer)
      const response = await fetch(`${product.url}/emulator/desk/api/press`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ platform: 'feishu', user, ...asked, values }),
      })
      const { ok, toast } = (await response.json()) as { ok: boolean; toast?: unknown }
      await settle(`${key} presses ${title} ${JSON.stringify(values)}: ${ok} ${JSON.stringify(toast)}`)
    },
    note: (line) => void lines.push(changes.told(line)),
    until: async (day) => {
      while (recording.day < day) {
        recording.day = addDays(recording.day, 1)
        recording.now = instantOf(recording.day, morningMinute)
        await settle('a new day')
        if (writesDown && weekdayOf(recording.day) === 1) await tellTasks()
      }
    },
    dump: async (tables) => `${[...lines, '== at the end', ...(await changes.standing(tables))].join('\n')}\n`,
  }
}
