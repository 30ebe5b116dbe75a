import { randomUUID } from 'node:crypto'
import { person, type Stage } from './stage'

/** 突发情况 of somebody of the branch, raised by its 书记. */
export async function raisedCare({ product }: Pick<Stage, 'product'>, about: string): Promise<string> {
  const careId = randomUUID()
  const secretary = await product.login('financeSecretary')
  await secretary.call('care.raise', { careId, contactId: person(about).personId, category: 'OTHER' })
  return careId
}

let met = ''
export const metCarePath = (): string => `/care/${met}`

/** Met, and the visit not entered. */
export async function putMetCare(stage: Pick<Stage, 'product'>): Promise<void> {
  const careId = await raisedCare(stage, 'member')
  const secretary = await stage.product.login('financeSecretary')
  const { body } = await secretary.call('care.open', { careId })
  await secretary.call('care.reach', { careId, revision: body.face.revision, way: 'CONTACT' })
  met = careId
}
