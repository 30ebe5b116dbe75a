import type { SeveralWaiting } from '../../../bot/cards/several'
import { longestList } from '../../../bot/cards/several'
import type { Work } from '../../database/work'
import { subjectFor } from '../../domain/cardKeys'
import { consequence, plainYes } from '../../domain/workflows/wayBack'
import { owedStates } from '../../domain/workflows/workflow'
import { holders } from '../organisation'
import { type AnyFlow, type FlowRow, type Held, type Known, turnHolders } from '../workflow'
import { actionOfSeveral } from './answerSeveral'

type Waiting = Known<FlowRow>

/** What waits for one person in one state of one workflow. */
interface Alike {
  flow: AnyFlow
  state: string
  records: Waiting[]
}

/** One at least is not alone. */
const fewest = 2

/** States whose turn has an answer that needs no words. */
const easyStates = ({ table }: AnyFlow): string[] => owedStates(table).filter((state) => plainYes(table, state))

/** Whom each record waits for that a plain yes would answer now: two statements for the posts and those of `open` for each flow. */
async function waitingFor(work: Work, flows: readonly AnyFlow[]): Promise<Map<string, Alike[]>> {
  const held: Held = await holders(work, [...new Set(flows.flatMap((flow) => flow.grants))])
  const found = new Map<string, Map<string, Alike>>()
  for (const flow of flows) {
    const states = easyStates(flow)
    for (const known of states.length ? ((await flow.open(work, states)) as Waiting[]) : []) {
      const { state } = known.record
      const yes = plainYes(flow.table, state)
      if (!yes || known.rests || flow.blocked?.(known, yes.answer.event as never)) continue
      for (const personId of turnHolders(flow, known, held)) {
        const own = found.get(personId) ?? new Map<string, Alike>()
        const key = `${flow.table.name}:${state}`
        const alike = own.get(key) ?? { flow, state, records: [] }
        alike.records.push(known)
        found.set(personId, own.set(key, alike))
      }
    }
  }
  return new Map([...found].map(([personId, own]) => [personId, [...own.values()]]))
}

function waitingCardOf({ flow, state, records }: Alike): SeveralWaiting | null {
  const { table } = flow
  const yes = plainYes(table, state)
  if (!yes) return null
  const listed = records.slice(0, longestList)
  const { label } = yes.answer
  return {
    what: table.what,
    total: records.length,
    about: records.map(({ record }) => subjectFor.turn(table.name, record.id, state)),
    listed: listed.map((known) => ({ label: flow.face(known).about })),
    choice: {
      label: `全部${label}`,
      tickedLabel: `勾选的都${label}`,
      look: 'primary',
      action: actionOfSeveral(
        table.name,
        state,
        yes.name,
        listed.map(({ record }) => record),
      ),
      confirm: {
        title: `勾选的都${label}？`,
        text: `每份各自留痕。${consequence(table, state, yes.answer)}`,
      },
    },
  }
}

/** For everybody for whom two records or more wait alike, the largest such list: what his reminder offers to answer at once. */
export async function loadSeveral(work: Work, flows: readonly AnyFlow[]): Promise<Map<string, SeveralWaiting>> {
  const found = new Map<string, SeveralWaiting>()
  for (const [personId, all] of await waitingFor(work, flows)) {
    const [most] = all
      .filter(({ records }) => records.length >= fewest)
      .sort((a, b) => b.records.length - a.records.length)
    const several = most && waitingCardOf(most)
    if (several) found.set(personId, several)
  }
  return found
}
