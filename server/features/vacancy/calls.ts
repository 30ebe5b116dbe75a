import type { vacancyContract } from '../../contract/vacancy'
import type { Calls } from '../call'
import { listVacancies } from './listVacancies'

export const vacancyCalls = {
  'vacancy.list': { asks: ['readVacantPosts'], run: listVacancies },
} satisfies Calls<typeof vacancyContract>
