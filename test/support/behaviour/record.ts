import { writeFileSync } from 'node:fs'
import { postAreaSteps } from '../../../server/domain/workflows/postArea'
import { signOrderSteps } from '../../../server/domain/workflows/signOrder'
import { startRecorder } from './recorder'
import * as story from './story'

// Who is drawn for a round, and where a ballot lies in the box, is drawn by lot: here by the same lot in every run.
jest.mock('node:crypto', () => {
  const crypto = jest.requireActual<typeof import('node:crypto')>('node:crypto')
  let drawn = 20260907
  const randomInt = (bound: number): number => {
    drawn = (drawn * 48271) % 2147483647
    return drawn % bound
  }
  return { ...crypto, randomInt }
})

/** The tables whose rows are shown as they stand when the story is over. */
const standing = [
  'post_area',
  'post_exemption',
  'pledge',
  'pledge_version',
  'branch_package',
  'sign_order',
  'sign_order_item',
  'sign_order_delivery',
  'sign_order_export',
  'sign_order_proof',
  'evaluation_campaign',
  'evaluation_round',
]

const chapters = [
  story.opening,
  story.posts,
  story.unusualPosts,
  story.handingIn,
  story.amending,
  story.plates,
  story.orders,
  story.replacing,
  story.evaluation,
  story.nextHalf,
]

test('the story, written down', async () => {
  const recorder = await startRecorder()
  let fault: unknown
  try {
    for (const chapter of chapters) await chapter(recorder)
  } catch (thrown) {
    fault = thrown
  }
  const dump = await recorder.dump(standing)
  writeFileSync(process.env.BEHAVIOUR_FILE ?? '', dump)
  await recorder.product.stop()
  if (fault) throw fault
  const unseen = (table: string, steps: readonly { event: string }[]) =>
    steps.map(({ event }) => event).filter((event) => !new RegExp(`^${table} .*event="${event}"`, 'm').test(dump))
  expect(unseen('post_area_step', postAreaSteps)).toEqual([])
  expect(unseen('sign_order_step', signOrderSteps)).toEqual([])
}, 1_800_000)
