import { In } from 'typeorm'
import { OutboxMessage } from '../../../entities'
import type { Lived } from './year'

const dayMilliseconds = 86_400_000

/** What must be true of a house at any time, whatever it has been through; one line for each thing that is not. */
export async function standingFaults(lived: Lived): Promise<string[]> {
  return [...(await messageFaults(lived)), ...(await taskFaults(lived)), ...(await printedFaults(lived))]
}

/** No message is lost, none lies about, none came twice. */
async function messageFaults({ house, present }: Lived): Promise<string[]> {
  const { product, emulator, now } = house.moving
  const rows = await product.database.read(null, 'job', ({ manager }) => manager.find(OutboxMessage))
  const faults = rows
    .filter(({ state }) => state === 'FAILED' || state === 'UNKNOWN')
    .map(({ dedupeKey, state, failReason }) => `${dedupeKey} is ${state}: ${failReason}`)
  const late = rows.filter(({ state, createdAt }) => state === 'PENDING' && now() - createdAt > dayMilliseconds)
  faults.push(...late.map(({ dedupeKey, waitsOn }) => `${dedupeKey} still waits for ${waitsOn}`))
  const sent = new Map(rows.flatMap(({ messageId, dedupeKey }) => (messageId ? [[messageId, dedupeKey]] : [])))
  for (const { platform, userId } of present) {
    const seen = (await emulator.chat(platform, userId)).map(({ id }) => id).filter((id) => sent.has(id))
    faults.push(...seen.filter((id, at) => seen.indexOf(id) !== at).map((id) => `${sent.get(id)} came twice`))
  }
  return faults
}

/** What everybody has to do can be read, and every post that waits for somebody is on 党办's list. */
async function taskFaults({ house, present, secretaries }: Lived): Promise<string[]> {
  const faults: string[] = []
  for (const worker of present) {
    const { status, body } = await house.ask(worker, 'tasks.mine')
    if (status !== 200) faults.push(`${worker.staffNumber} cannot read his tasks: ${status} ${body.sentence}`)
  }
  const { posts = [] } = (await house.act(house.office, 'vacancy.list')) ?? {}
  const empty = posts.filter(({ role }) => role === 'BRANCH_SECRETARY').length
  const known = secretaries.slice(1).filter((secretary) => !secretary).length
  if (empty < known) faults.push(`${known} branches without a 书记, ${empty} on the list`)
  return faults
}

/** The code of every pledge that ever hung leads to what hangs of the member now, or says that nothing does. */
async function printedFaults({ house, present, printed }: Lived): Promise<string[]> {
  const reader = [...present].at(-1)
  const faults: string[] = []
  for (const pledgeId of printed) {
    const reply = reader && (await house.ask(reader, 'wall.pledge', { pledgeId }))
    if (reply?.status !== 200 && reply?.body.code !== 'wall.takenDown')
      faults.push(`the code of ${pledgeId} leads to ${reply?.status} ${reply?.body.code}`)
  }
  return faults
}

/** How many messages of the house are in which state. */
export async function countMessages({ house }: Lived): Promise<Record<string, number>> {
  const states = ['SENT', 'CANCELLED', 'EXPIRED', 'PENDING', 'FAILED', 'UNKNOWN'] as const
  const rows = await house.moving.product.database.read(null, 'job', ({ manager }) =>
    manager.find(OutboxMessage, { select: { id: true, state: true }, where: { state: In([...states]) } }),
  )
  return Object.fromEntries(states.map((state) => [state, rows.filter((row) => row.state === state).length]))
}
