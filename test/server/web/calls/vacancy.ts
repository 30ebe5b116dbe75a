import type { vacancyContract } from '../../../../server/contract/vacancy'
import { leader, type Rows } from './row'

export const vacancyRows: Rows<typeof vacancyContract> = {
  'vacancy.list': { by: 'office', refused: leader },
}
